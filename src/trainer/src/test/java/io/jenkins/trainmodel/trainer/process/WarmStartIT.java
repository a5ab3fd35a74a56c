package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.trainmodel.event.Conclusion.Finished;
import io.jenkins.trainmodel.event.Provenance.Began;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.event.TrainingEvent.Started;
import io.jenkins.trainmodel.event.TrainingEvent.Step;
import io.jenkins.trainmodel.event.TrainingEvent.Warning;
import io.jenkins.trainmodel.trainer.process.TrainerProcess.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that begin with the model of the night before, on data that has changed since. */
class WarmStartIT {
    /** Long enough to be killed behind the first checkpoint, which comes after a fifth of a second. */
    private static final int EPOCHS = 5;

    @TempDir
    private Path folder;

    private CsvTraining training;
    private List<String> digits;

    @BeforeEach
    void readDigits() throws IOException {
        training = new CsvTraining(folder);
        digits = CsvTraining.digits();
    }

    /** Begins with the parameters of that run. */
    private static String[] from(RunFolder champion, String... more) {
        return Stream.concat(
                        Stream.of(
                                "reference={path: " + champion.root() + ", name: 'nightly #1'}",
                                "warmStart=parameters"),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    /** Labels of which one in five is wrong at random can only be remembered, which shows who validates by what it learned. */
    private List<String> noisy() {
        Random random = new Random(5);
        return digits.stream()
                .map(line -> random.nextInt(5) == 0 && !line.endsWith("digit")
                        ? line.substring(0, line.lastIndexOf(',') + 1) + random.nextInt(10)
                        : line)
                .toList();
    }

    @Test
    void shouldNotJudgeAModelByWhatTheOneBeforeHasLearned() throws Exception {
        List<String> grown = new ArrayList<>(noisy());
        RunFolder champion = training.trainHere("champion", grown.subList(0, 1780), 30);
        Collections.shuffle(grown.subList(1, grown.size()), new Random(1));

        RunFolder next = training.trainHere("next", grown, 1, from(champion, CsvTraining.LEARN_NOTHING));

        assertThat(CsvTraining.accuracy(next))
                .isBetween(CsvTraining.accuracy(champion) - 0.03, CsvTraining.accuracy(champion) + 0.03);
        assertThat(next.events(Warning.class))
                .extracting(Warning::message)
                .noneMatch(text -> text.contains("flattered"));
    }

    @Test
    void shouldRefuseASplitThatMixesWhatTheModelHasLearned() throws Exception {
        RunFolder champion = training.trainHere("champion", digits, 1);

        String refusal = training.refuseHere("next", digits, 1, from(champion, "seed=7"));

        assertThat(refusal).contains("% of the samples", "flattered", "seed: 42", "validation: 0.2");
    }

    @Test
    void shouldMatchClassesAndColumnsOfTheModelByName() throws Exception {
        RunFolder champion = training.trainHere("champion", digits, 3);
        List<String> reversed = CsvTraining.reversed(digits);

        RunFolder next = training.trainHere("next", reversed, 1, from(champion, CsvTraining.LEARN_NOTHING));

        assertThat(CsvTraining.accuracy(next)).isEqualTo(CsvTraining.accuracy(champion));
        assertThat(next.trainingJson().path("data").path("preprocessing").path("columns"))
                .isEqualTo(champion.trainingJson()
                        .path("data")
                        .path("preprocessing")
                        .path("columns"));
        CommandHere.run("verify", next.names().model()).exitsWith(0);
    }

    @Test
    void shouldRefuseAModelOfOtherClassesOrColumns() throws Exception {
        RunFolder champion = training.trainHere("champion", digits, 1);

        assertThat(training.refuseHere("next", replaced(",0$", ",z"), 1, from(champion)))
                .contains(
                        "classes are not those of the reference nightly #1",
                        "only the model has \"0\"",
                        "only the data has \"z\"");
        assertThat(training.refuseHere("next", replaced("^pixel_0_0,", "corner,"), 1, from(champion)))
                .contains("columns are not those of the reference nightly #1", "\"pixel_0_0\"", "\"corner\"");
    }

    private List<String> replaced(String pattern, String by) {
        return digits.stream().map(line -> line.replaceFirst(pattern, by)).toList();
    }

    @Test
    void shouldNameEveryLayerThatDoesNotFitWithBothShapesAndResetWhatIsNamed() throws Exception {
        RunFolder champion = training.trainHere("champion", digits, 1);
        List<String> grown = replaced(",0$", ",z");
        String wider = "model.hidden=[32, 16]";

        assertThat(training.refuseHere("next", digits, 1, from(champion, wider)))
                .contains("the model of the reference nightly #1")
                .contains("layers.2.weight is [10, 32] there and [16, 32] here")
                .contains("layers.2.bias is [10] there and [16] here")
                .contains("layers.4.weight is not there and [10, 16] here")
                .contains("reset: ['layers.2.*', 'layers.4.*']");
        assertThat(training.refuseHere(
                        "next", digits, 1, from(champion, "warmStart={from: parameters, freeze: ['fc.*']}")))
                .contains("warmStart.freeze: 'fc.*' selects nothing", "\"layers.0.weight\"");

        RunFolder next = training.trainHere(
                "next",
                grown,
                1,
                from(champion, wider, "warmStart={from: parameters, reset: ['layers.2.*', 'layers.4.*']}"));

        Began began = next.events(Began.class).get(0);
        assertThat(began.restored()).isEqualTo(2);
        assertThat(began.reset())
                .containsExactly("layers.2.weight", "layers.2.bias", "layers.4.weight", "layers.4.bias");
        assertThat(began.runId())
                .isEqualTo(champion.events(Started.class).get(0).runId());
        assertThat(next.trainingJson().path("lineage").path("warmStart").asText())
                .isEqualTo("parameters");
        assertThat(next.names().model().resolve("README.md"))
                .content()
                .contains("## Where it comes from", "Begun anew: `layers.2.weight`");
    }

    /** Weight decay would move a parameter that has no gradient. */
    @Test
    void shouldGoOnWithOptimizerAndStepAndLeaveWhatIsFrozenOverAKill() throws Exception {
        String decay = "training.optimizer={type: adamw, learningRate: 0.002, weightDecay: 0.1}";
        String schedule = "training.schedule={type: linear}";
        String small = "training.batchSize=4";
        RunFolder champion = training.trainHere("champion", digits, 2, decay, schedule, small);
        String[] settings = from(
                champion,
                decay,
                schedule,
                small,
                "warmStart={from: everything, freeze: ['layers.0.*']}",
                "checkpoint.everyMinutes=0.003",
                "reporting.everySteps=1");
        RunFolder straight = training.trainHere("straight", digits, EPOCHS, settings);
        RunFolder killed = training.run("killed");
        TrainerProcess process = training.start(killed, digits, EPOCHS, settings);
        assertThat(killed.await(process, CheckpointSaved.class, saved -> true)).isTrue();
        process.kill();
        assertThat(killed.events(Finished.class)).isEmpty();

        training.resumeHere(killed, digits, EPOCHS, settings).exitsWith(0);

        killed.requireTheSameAs(straight, "killed and gone on");
        assertThat(killed.events(Began.class)).hasSize(1).isEqualTo(straight.events(Began.class));
        assertThat(killed.tensors("layers.0.")).isEqualTo(champion.tensors("layers.0."));
        assertThat(killed.tensors("layers.2.")).isNotEqualTo(champion.tensors("layers.2."));
        assertThat(killed.trainingJson().path("lineage").path("step").asLong())
                .isEqualTo(champion.finished().step());
        // The schedule falls over both runs: two epochs lie behind the first step.
        double first = straight.events(Step.class).get(0).metrics().get("learningRate");
        assertThat(first).isCloseTo(0.002 * EPOCHS / (EPOCHS + 2), within(1e-9));
        requireTheSameModelBeforeTheFirstCheckpoint(champion, straight, settings);
        requireOneFamily(champion, straight, killed);
    }

    private static void requireOneFamily(RunFolder champion, RunFolder straight, RunFolder killed) throws Exception {
        Path model = straight.names().model();

        String[] tree = CommandHere.run("lineage", killed.root(), champion.root(), model)
                .exitsWith(0)
                .out()
                .split("\\R");

        assertThat(tree[0]).contains("success, 2 epochs").endsWith("(" + champion.root() + ")");
        assertThat(tree[1]).startsWith("├─ continued after epoch 2: ").endsWith("(" + killed.root() + ")");
        assertThat(tree[2]).contains("resumed from checkpoint");
        assertThat(tree[tree.length - 1])
                .startsWith("└─ continued after epoch 2: ")
                .endsWith("(" + model + ")");
    }

    /** Killed before it saved anything, a run begins again, which must not be from nothing. */
    private void requireTheSameModelBeforeTheFirstCheckpoint(RunFolder champion, RunFolder straight, String... settings)
            throws Exception {
        String[] late = Stream.concat(
                        Stream.of(settings), Stream.of("checkpoint.everyMinutes=60", "checkpoint.everyEpochs=5"))
                .toArray(String[]::new);
        RunFolder early = training.run("early");
        TrainerProcess process = training.start(early, digits, EPOCHS, late);
        assertThat(early.await(process, Step.class, step -> true)).isTrue();
        process.kill();
        assertThat(early.events(CheckpointSaved.class)).isEmpty();
        Path away = Files.move(champion.root(), folder.resolve("away"));

        Result refused = training.resumeHere(early, digits, EPOCHS, late).exitsWith(2);
        Files.move(away, champion.root());
        training.resumeHere(early, digits, EPOCHS, late).exitsWith(0);

        assertThat(refused.err()).contains("This run began with the model of nightly #1", "Put it back");
        early.requireTheSameAs(straight, "begun again");
        assertThat(early.events(Began.class)).isEqualTo(straight.events(Began.class));
    }

    @Test
    void shouldBeginWithoutAMissingModelUnlessThatIsToFail() throws Exception {
        RunFolder champion = training.trainHere("champion", digits, 1);
        Files.writeString(champion.names().model().resolve("parameters.safetensors"), "damaged");

        RunFolder next = training.trainHere("next", digits, 1, from(champion));

        assertThat(next.events(Warning.class))
                .extracting(Warning::message)
                .anyMatch(text -> text.contains("There is no model of the reference nightly #1")
                        && text.contains("parameters.safetensors"));
        assertThat(next.events(Began.class)).extracting(Began::warmStart).containsExactly("none");
        assertThat(next.names().reference())
                .hasSameBinaryContentAs(champion.names().metricsCsv());
        assertThat(training.refuseHere("strict", digits, 1, from(champion, "reference.whenMissing=fail")))
                .contains(
                        "There is no model of the reference nightly #1",
                        "The run does not begin so",
                        "parameters.safetensors");
    }
}
