package io.jenkins.trainmodel.trainer.run.finish;

import io.jenkins.trainmodel.evaluation.TestResult;
import io.jenkins.trainmodel.event.Conclusion;
import io.jenkins.trainmodel.event.TrainingEvent;
import io.jenkins.trainmodel.gate.ChallengeResult;
import io.jenkins.trainmodel.gate.Challenges;
import io.jenkins.trainmodel.gate.Judgement;
import io.jenkins.trainmodel.reference.ReferenceRun;
import io.jenkins.trainmodel.report.TestResultJson;
import io.jenkins.trainmodel.run.RunDirectory;
import io.jenkins.trainmodel.trainer.modelpackage.TrainingRecord.Packaged;
import io.jenkins.trainmodel.trainer.run.challenge.Challenge;
import io.jenkins.trainmodel.trainer.run.context.ComparedRuns;
import io.jenkins.trainmodel.trainer.run.context.Ending;
import io.jenkins.trainmodel.trainer.run.context.RunContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks at the model that the learner holds and that is to be kept: tests it on samples of its own, compares it with the
 * reference's, and asks the specification's gates. All of it follows from the model, the data and the reference alone, so that
 * a run which is killed meanwhile comes to the same end.
 */
record Examination(RunContext run, RunDirectory directory) {

    /**
     * The end with what was found; every finding is in the log.
     *
     * @param packaged what is to be kept; empty: there is nothing that could be
     */
    Ending of(Ending ending, Optional<Packaged> packaged) throws Exception {
        if (packaged.isEmpty()) {
            return judged(ending, packaged, Map.of(), Challenges.NONE);
        }
        Map<String, Double> metrics = new TreeMap<>(packaged.get().metrics());
        Ending tested = ending;
        try {
            test().ifPresent(result -> metrics.putAll(result.byPath()));
        } catch (ArithmeticException notFinite) {
            tested = ending.untestable(notFinite.getMessage());
        }
        return judged(tested, packaged, metrics, challenges());
    }

    /** Measures the model on the test data; the result is in the log, and in a file of its own. */
    private Optional<TestResult> test() throws Exception {
        Optional<TestResult> result = new FinalTest(run).measure();
        if (result.isPresent()) {
            run.journal().record(new Conclusion.Tested(result.get()));
            TestResultJson.write(directory.test(), result.get());
        }
        return result;
    }

    private Challenges challenges() throws IOException {
        Optional<Path> champion = run.comparedRuns().reference().run().map(ReferenceRun::path);
        if (champion.isEmpty() || !Challenge.isWanted(run.spec())) {
            return Challenges.NONE;
        }
        List<String> notes = new ArrayList<>();
        Challenges challenges = new Challenge(
                        run.spec(), run.data(), run.engine().device(), run.own().loss(run.data()))
                .of(run.learner(), champion.get(), notes::add);
        for (String note : notes) {
            run.journal().record(new TrainingEvent.Warning("challenge", note));
        }
        for (ChallengeResult result : challenges.results()) {
            run.journal().record(new Conclusion.Challenged(result));
        }
        return challenges;
    }

    private Ending judged(
            Ending ending, Optional<Packaged> packaged, Map<String, Double> metrics, Challenges challenges)
            throws IOException {
        if (run.spec().gates().isEmpty()) {
            return ending;
        }
        ComparedRuns runs = run.comparedRuns();
        Judgement judgement = runs.reference().judge(run.spec().gates()).judge(metrics, challenges, runs.data());
        run.journal()
                .record(new Conclusion.Judged(
                        judgement.gates(),
                        judgement.outcome(),
                        packaged.map(Packaged::epoch),
                        packaged.flatMap(Packaged::stepWithin)));
        return ending.judged(judgement);
    }
}
