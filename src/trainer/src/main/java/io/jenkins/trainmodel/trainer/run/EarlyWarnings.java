package io.jenkins.trainmodel.trainer.run;

import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.spec.TrainingSpec;
import io.jenkins.trainmodel.trainer.batchsize.TokensOfStep;
import io.jenkins.trainmodel.trainer.engine.SlowPrecision;
import io.jenkins.trainmodel.trainer.run.beginning.Resumption;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import io.jenkins.trainmodel.trainer.run.desk.LearningRateJump;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What people should know before a process trains. */
record EarlyWarnings(RunContext run, Resumption resumption) {
    void tell(List<String> damagedCheckpoints, List<String> ofReference, List<String> ofDrift) throws IOException {
        TrainingSpec spec = run.spec();
        tell("damagedCheckpoint", damagedCheckpoints);
        tell("data", run.data().warnings());
        tell(
                "memory",
                run.learner()
                        .description()
                        .memoryWarning(spec.training(), run.engine().room()));
        tell("precision", SlowPrecision.warning(spec, run.engine()));
        tell(
                "tokensPerStep",
                TokensOfStep.of(spec)
                        .flatMap(tokens -> tokens.warning(run.data().train().size())));
        tell(LearningRateJump.CODE, LearningRateJump.onResume(run, resumption));
        tell("reference", ofReference);
        tell("drift", ofDrift);
    }

    private void tell(String code, Optional<String> sentence) throws IOException {
        tell(code, sentence.stream().toList());
    }

    private void tell(String code, List<String> sentences) throws IOException {
        for (String sentence : sentences) {
            run.journal().record(new TrainingEvent.Warning(code, sentence));
        }
    }
}
