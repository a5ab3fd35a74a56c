package io.jenkins.trainmodel.trainer.run.measure;

import io.jenkins.trainmodel.event.TrainingEvent.TextWritten;
import io.jenkins.trainmodel.trainer.generation.SampleTexts;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.progress.PhaseClock;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Records what a language model makes of the prompts of the specification.
 *
 * @param undisturbed whether neither a person nor a signal waits for an answer
 */
public record Writing(RunContext run, BooleanSupplier undisturbed) {
    /** Records what the model of now writes; nothing where nobody wants to read it. */
    public void after(int epoch) throws Exception {
        SampleTexts samples = new SampleTexts(run.spec(), run.data(), run.learner());
        if (!samples.areWanted()) {
            return;
        }
        long begin = System.nanoTime();
        List<TextWritten.Text> texts = run.phases().measure(PhaseClock.VALIDATION, () -> samples.write(undisturbed));
        run.wallTime().writingTook((System.nanoTime() - begin) / 1e9);
        run.journal().record(new TextWritten(epoch, run.state().step(), texts));
    }
}
