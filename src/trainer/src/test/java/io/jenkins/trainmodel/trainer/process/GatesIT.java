package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion.Challenged;
import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.Conclusion.Judged;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import io.jenkins.trainmodel.gate.Comparison;
import io.jenkins.trainmodel.gate.GateVerdict;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kept models that must be no worse than one before, and champions that are measured on the data of today. */
class GatesIT {

    @TempDir
    private static Path folder;

    private static CsvTraining training;
    private static List<String> digits;
    private static RunFolder champion;

    @BeforeAll
    static void trainTheChampion() throws Exception {
        training = new CsvTraining(folder);
        digits = CsvTraining.digits();
        champion = training.trainHere("champion", digits, 6);
    }

    private static String reference() {
        return "reference={path: " + champion.root() + ", name: 'nightly #1'}";
    }

    @Test
    void shouldEndByTheMostSevereGateThatDoesNotHold() throws Exception {
        String gates = "gates=[{metric: validation/accuracy, atLeast: 0.1},"
                + " {metric: validation/accuracy, noWorseThan: reference, within: 2%},"
                + " {challenge: validation/accuracy, outcome: failure}]";

        Result result = training.attemptHere("worse", digits, 1, reference(), gates, CsvTraining.LEARN_NOTHING)
                .exitsWith(Outcome.FAILURE.exitCode());

        RunFolder run = training.run("worse");
        Challenged challenged = run.events(Challenged.class).get(0);
        assertThat(challenged.result().comparison()).isEqualTo(Comparison.WORSE);
        assertThat(challenged.result().referenceValue()).isEqualTo(CsvTraining.accuracy(champion));
        assertThat(challenged.result().value()).isEqualTo(CsvTraining.accuracy(run));
        assertThat(challenged.result().high()).isNegative();
        Judged judged = run.events(Judged.class).get(0);
        assertThat(judged.epoch()).contains(1);
        assertThat(judged.gates()).extracting(GateVerdict::outcome).contains(Outcome.UNSTABLE, Outcome.FAILURE);
        assertThat(run.finished().outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(run.finished().reason()).contains("maxEpochs", "2 gates did not hold", "on the same");
        assertThat(run.trainingJson().path("result").path("outcome").asText()).isEqualTo("failure");
        assertThat(result.out()).contains("nightly #1");
        assertThat(Files.readString(run.names().reportJson())).contains("challenge on validation/accuracy");
    }

    @Test
    void shouldTellWhereItTrainsSlowerThanTheReference() throws Exception {
        String gates = "gates=[{metric: throughput/samplesPerSecond, noWorseThan: reference, within: 20%, mode: max}]";
        for (String yesterday : List.of("1000000000000", "0.001")) {
            Path curve = Files.writeString(
                    folder.resolve("yesterday.csv"), "epoch,throughput/samplesPerSecond\n1," + yesterday + "\n");
            String name = "as-fast-as-" + yesterday.length();

            training.attemptHere(name, digits, 1, "reference=" + curve, gates);

            boolean slower = yesterday.length() > 6;
            GateVerdict verdict =
                    training.run(name).events(Judged.class).get(0).gates().get(0);
            assertThat(verdict.comparison()).contains(slower ? Comparison.WORSE : Comparison.BETTER);
            assertThat(verdict.sentence())
                    .startsWith("throughput/samplesPerSecond is ")
                    .endsWith(slower ? "worse by more than 20 %" : "better by more than 20 %");
            assertThat(training.run(name).finished().outcome()).isEqualTo(slower ? Outcome.UNSTABLE : Outcome.SUCCESS);
        }
    }

    @Test
    void shouldHoldWhereTheModelIsTheSame() throws Exception {
        String gates = "gates=[{metric: validation/accuracy, noWorseThan: reference, within: 2%},"
                + " {challenge: validation/loss, outcome: failure}]";

        RunFolder run = training.trainHere(
                "next", digits, 1, reference(), "warmStart=parameters", gates, CsvTraining.LEARN_NOTHING);

        assertThat(run.events(Challenged.class).get(0).result().comparison()).isEqualTo(Comparison.WITHIN_NOISE);
        assertThat(run.finished().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void shouldComeToTheSameEndWhenKilledBetweenTheChallengeAndTheEnd() throws Exception {
        String gates = "gates=[{challenge: validation/accuracy}, {challenge: validation/f1}]";
        String[] settings = {reference(), gates, "training.metrics=[accuracy, f1]"};
        training.attemptHere("straight", digits, 2, settings);
        RunFolder straight = training.run("straight");
        RunFolder killed = training.run("killed");
        TrainerProcess process = training.start(killed, digits, 2, settings);
        assertThat(killed.await(process, Challenged.class, challenged -> true)).isTrue();
        process.kill();
        assertThat(killed.events(Finished.class)).isEmpty();

        training.resumeHere(killed, digits, 2, settings)
                .exitsWith(straight.finished().outcome().exitCode());

        killed.requireTheSameAs(straight, "killed after the challenge");
        assertThat(killed.finished().reason()).isEqualTo(straight.finished().reason());
        assertThat(newest(killed)).isEqualTo(newest(straight));
    }

    private static Judged newest(RunFolder run) throws Exception {
        List<Judged> judged = run.events(Judged.class);
        return judged.get(judged.size() - 1);
    }

    @Test
    void shouldMeasureTheChampionInItsOwnColumnsAndPreparation() throws Exception {
        RunFolder standardized = training.trainHere("standardized", digits, 6, "data.standardize=true");
        List<String> reversed = CsvTraining.reversed(digits);

        training.attemptHere(
                "reversed",
                reversed,
                1,
                "reference=" + standardized.root(),
                "gates=[{challenge: validation/accuracy}]",
                CsvTraining.LEARN_NOTHING);

        RunFolder run = training.run("reversed");
        assertThat(run.events(Warning.class))
                .noneMatch(warning -> warning.code().equals("challenge"));
        Challenged challenged = run.events(Challenged.class).get(0);
        assertThat(challenged.result().referenceValue()).isEqualTo(CsvTraining.accuracy(standardized));
    }

    @Test
    void shouldSayWhereTheChampionHasLearnedWhatItIsMeasuredOn() throws Exception {
        training.attemptHere("mixed", digits, 1, reference(), "gates=[{challenge: validation/accuracy}]", "seed=7");

        assertThat(training.run("mixed").events(Warning.class))
                .extracting(Warning::message)
                .anyMatch(text -> text.contains("were learned by the reference's model"));
    }

    @Test
    void shouldNotPassSilentlyWhereTheChampionIsGoneOrAnother() throws Exception {
        String gates = "gates=[{challenge: validation/accuracy}]";
        List<String> others =
                digits.stream().map(line -> line.replaceFirst(",0$", ",z")).toList();

        training.attemptHere("other", others, 1, reference(), gates).exitsWith(Outcome.UNSTABLE.exitCode());
        training.attemptHere("gone", digits, 1, "reference=" + folder.resolve("nowhere"), gates)
                .exitsWith(Outcome.UNSTABLE.exitCode());

        assertThat(newest(training.run("other")).gates().get(0).sentence()).contains("tells other classes apart");
        assertThat(newest(training.run("gone")).gates().get(0).sentence()).contains("nowhere");
    }

    @Test
    void shouldTakeNeitherItselfNorWhatCameLaterForTheReference() throws Exception {
        String gates = "gates=[{metric: validation/loss, noWorseThan: reference}]";
        Path late = folder.resolve("late.csv");
        RunFolder run = training.run("early");
        TrainerProcess process = training.start(run, digits, 20, "reference=" + late, gates);
        assertThat(run.await(process, Started.class, started -> true)).isTrue();
        Files.writeString(late, "epoch,validation/loss\n1,9\n");
        process.await().exitsWith(Outcome.UNSTABLE.exitCode());

        assertThat(newest(run).gates().get(0).sentence()).contains("late.csv does not exist");
        assertThat(training.refuseHere("itself", digits, 1, "reference=" + folder.resolve("./itself/"), gates))
                .contains("itself, which is of this very run")
                .contains("Name the run directory or the model package of another run");
    }
}
