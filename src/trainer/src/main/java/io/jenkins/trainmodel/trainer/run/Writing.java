package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.TrainingEvent.TextWritten;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.generation.BoundedText;
import io.jenkins.trainmodel.trainer.generation.Generation;
import io.jenkins.trainmodel.trainer.learner.KeyValueCache;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Lets a language model go on from the prompts of the specification, so that people see what it has learned. A large model
 * would write for hours on a CPU, while nobody is served: an epoch waits a minute for it, and not at all where somebody waits.
 *
 * @param undisturbed whether neither a person nor a signal waits for an answer
 */
record Writing(RunContext run, BooleanSupplier undisturbed) {
    private static final double TEMPERATURE = 0.8;
    private static final int TOP_K = 40;
    private static final long LONGEST_NANOSECONDS = Duration.ofMinutes(1).toNanos();

    /** Records what the model of now writes, drawn by the run's seed; nothing where nobody wants to read it. */
    void after(int epoch) throws Exception {
        Optional<Tokenizer> tokenizer = run.data().tokenizer();
        if (tokenizer.isEmpty() || run.spec().reporting().samples().isEmpty()) {
            return;
        }
        long begin = System.nanoTime();
        List<TextWritten.Text> texts = run.phases().measure(PhaseClock.VALIDATION, () -> texts(tokenizer.get(), begin));
        run.wallTime().writingTook((System.nanoTime() - begin) / 1e9);
        run.journal().record(new TextWritten(epoch, run.state().step(), texts));
    }

    /** All prompts have the same share of the time; what one leaves of it is for those behind it. */
    private List<TextWritten.Text> texts(Tokenizer tokenizer, long begin) {
        List<String> prompts = run.spec().reporting().samples();
        List<TextWritten.Text> texts = new ArrayList<>();
        for (String prompt : prompts) {
            long end = begin + LONGEST_NANOSECONDS / prompts.size() * (texts.size() + 1);
            BoundedText text = new BoundedText(
                    TextWritten.LONGEST, () -> System.nanoTime() - end < 0 && undisturbed.getAsBoolean());
            if (text.test("")) {
                write(tokenizer, prompt, text);
            }
            texts.add(new TextWritten.Text(prompt, text.toString()));
        }
        return texts;
    }

    private void write(Tokenizer tokenizer, String prompt, BoundedText text) {
        Generation generation = new Generation(
                run.spec().reporting().sampleTokens(),
                TEMPERATURE,
                TOP_K,
                run.spec().seed());
        int context = run.data().sampleShape().get(0);
        try (KeyValueCache model = run.learner().writing()) {
            generation.run(model::next, tokenizer, context, prompt, text);
        } catch (ArithmeticException notFinite) {
            // The training itself ends for it, and says so.
            text.cut();
        }
    }
}
