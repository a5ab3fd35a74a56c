package io.jenkins.trainmodel.trainer.generation;

import io.jenkins.trainmodel.event.TrainingEvent.TextWritten;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.learner.module.KeyValueCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How a language model goes on from the prompts of the specification, so that people see what it has learned. A large model would write for
 * hours on a CPU, while nobody is served: an epoch waits a minute for it, and not at all where somebody waits.
 */
public record SampleTexts(TrainingSpec spec, LoadedData data, Learner learner) {
    private static final double TEMPERATURE = 0.8;
    private static final int TOP_K = 40;
    private static final long LONGEST_NANOSECONDS = Duration.ofMinutes(1).toNanos();

    /** Whether anybody wants to read what the model writes. */
    public boolean areWanted() {
        return data.tokenizer().isPresent() && !spec.reporting().samples().isEmpty();
    }

    /**
     * What the model of now writes, drawn by the run's seed; nothing where nobody wants to read it. All prompts have the same share of the
     * time; what one leaves of it is for those behind it.
     *
     * @param undisturbed whether neither a person nor a signal waits for an answer
     */
    public List<TextWritten.Text> write(BooleanSupplier undisturbed) {
        if (!areWanted()) {
            return List.of();
        }
        long begin = System.nanoTime();
        List<String> prompts = spec.reporting().samples();
        List<TextWritten.Text> texts = new ArrayList<>();
        for (String prompt : prompts) {
            long end = begin + LONGEST_NANOSECONDS / prompts.size() * (texts.size() + 1);
            BoundedText text = new BoundedText(
                    TextWritten.LONGEST, () -> System.nanoTime() - end < 0 && undisturbed.getAsBoolean());
            if (text.test("")) {
                write(data.tokenizer().orElseThrow(), prompt, text);
            }
            texts.add(new TextWritten.Text(prompt, text.toString()));
        }
        return texts;
    }

    private void write(Tokenizer tokenizer, String prompt, BoundedText text) {
        Generation generation = new Generation(spec.reporting().sampleTokens(), TEMPERATURE, TOP_K, spec.seed());
        int context = data.sampleShape().get(0);
        try (KeyValueCache model = learner.writing()) {
            generation.run(model::next, tokenizer, context, prompt, text);
        } catch (ArithmeticException notFinite) {
            // The training itself ends for it, and says so.
            text.cut();
        }
    }
}
