package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.TrainingEvent.TextWritten;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.generation.Generation;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import java.util.List;
import java.util.Optional;

/** Lets a language model go on from the prompts of the specification, so that people see what it has learned. */
record Writing(RunContext run) {
    private static final double TEMPERATURE = 0.8;
    private static final int TOP_K = 40;

    /** Records what the model of now writes, drawn by the run's seed; nothing where nobody wants to read it. */
    void after(int epoch) throws Exception {
        Optional<Tokenizer> tokenizer = run.data().tokenizer();
        List<String> prompts = run.spec().reporting().samples();
        if (tokenizer.isEmpty() || prompts.isEmpty()) {
            return;
        }
        List<TextWritten.Text> texts = run.phases()
                .measure(
                        PhaseClock.VALIDATION,
                        () -> prompts.stream()
                                .map(prompt -> new TextWritten.Text(prompt, text(tokenizer.get(), prompt)))
                                .toList());
        run.journal().record(new TextWritten(epoch, run.state().step(), texts));
    }

    private String text(Tokenizer tokenizer, String prompt) {
        Generation generation = new Generation(
                run.spec().reporting().sampleTokens(),
                TEMPERATURE,
                TOP_K,
                run.spec().seed());
        int context = run.data().sampleShape().get(0);
        StringBuilder text = new StringBuilder();
        generation.run(run.learner()::next, tokenizer, context, prompt, text::append);
        return text.toString();
    }
}
