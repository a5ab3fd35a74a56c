package io.jenkins.trainmodel.trainer.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.event.Conclusion.Challenged;
import io.jenkins.trainmodel.event.Conclusion.Judged;
import io.jenkins.trainmodel.event.TrainingEvent.CheckpointSaved;
import io.jenkins.trainmodel.gate.ChallengeResult;
import io.jenkins.trainmodel.gate.Comparison;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.trainer.custom.UserJars;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of users' own that begin with another's model, and are measured against it. */
class OwnNetworkLineageIT {
    private static final String[] NETWORK = {
        "classpath=[libs/*.jar]",
        "model={type: custom, part: residual-mlp, options: {width: 16, blocks: 1, dropout: 0.2}}"
    };
    private static final String CHALLENGE = "gates=[{challenge: validation/accuracy}]";

    @TempDir
    private Path folder;

    private CsvTraining training;
    private List<String> digits;

    @BeforeEach
    void specify() throws Exception {
        training = new CsvTraining(folder);
        digits = CsvTraining.digits();
        UserJars.example(folder.resolve("libs"));
    }

    private static String[] network(String... more) {
        return Stream.concat(Stream.of(NETWORK), Stream.of(more)).toArray(String[]::new);
    }

    /** The block has a batch normalisation, whose statistics are among what is frozen. */
    @Test
    void shouldLeaveWhatIsFrozenToTheBitStatisticsAmongItAlsoOverAKill() throws Exception {
        RunFolder first = training.trainHere("first", digits, 2, NETWORK);
        String[] settings = network(
                "reference={path: first}",
                "warmStart={from: parameters, freeze: ['02Linear_*', '03Residual_*']}",
                "checkpoint.everySteps=40");
        RunFolder straight = training.trainHere("straight", digits, 4, settings);
        RunFolder killed = training.run("killed");
        TrainerProcess process = training.start(killed, digits, 4, settings);
        assertThat(killed.await(process, CheckpointSaved.class, saved -> saved.epoch() > 1))
                .isTrue();
        process.kill();
        training.resumeHere(killed, digits, 4, settings).exitsWith(0);
        killed.requireTheSameAs(straight, "killed and gone on");

        for (String frozen : new String[] {"02Linear_", "03Residual_"}) {
            assertThat(straight.tensors(frozen)).isNotEmpty().isEqualTo(first.tensors(frozen));
        }
        assertThat(first.tensors("03Residual_")).hasSize(6);
        assertThat(straight.tensors("04Linear_")).isNotEqualTo(first.tensors("04Linear_"));
        assertThat(straight.trainingJson().at("/lineage/frozen"))
                .extracting(name -> name.asText())
                .anyMatch(name -> name.endsWith("runningMean"))
                .anyMatch(name -> name.endsWith("runningVar"));
        CommandHere.run("verify", straight.names().model()).exitsWith(0);

        training.trainHere(
                "moving",
                digits,
                2,
                network("reference={path: first}", "warmStart={from: parameters, freeze: ['02Linear_*']}"));
        assertThat(training.run("moving").tensors("03Residual_")).isNotEqualTo(first.tensors("03Residual_"));
    }

    @Test
    void shouldBeMeasuredAgainstTheReferencesOwnNetworkAndHoldTheGateOrNot() throws Exception {
        RunFolder champion = training.trainHere("champion", digits, 6, NETWORK);
        String against = "reference={path: champion}";

        RunFolder equal = training.trainHere(
                "equal", digits, 1, network(against, "warmStart=parameters", CsvTraining.LEARN_NOTHING, CHALLENGE));
        ChallengeResult same = challenged(equal);
        assertThat(same.value()).isEqualTo(CsvTraining.accuracy(equal));
        assertThat(same.referenceValue()).isEqualTo(CsvTraining.accuracy(champion));
        assertThat(same.comparison()).isNotEqualTo(Comparison.WORSE);

        RunFolder worse = training.run("worse");
        training.attemptHere("worse", digits, 1, network(against, CsvTraining.LEARN_NOTHING, CHALLENGE))
                .exitsWith(10);
        assertThat(challenged(worse).comparison()).isEqualTo(Comparison.WORSE);
        assertThat(challenged(worse).referenceValue()).isEqualTo(same.referenceValue());
        assertThat(worse.events(Judged.class))
                .singleElement()
                .satisfies(judged -> assertThat(judged.outcome()).isEqualTo(Outcome.UNSTABLE));

        RunFolder plain = training.run("plain");
        training.attemptHere("plain", digits, 6, against, CHALLENGE);
        assertThat(challenged(plain).referenceValue()).isEqualTo(same.referenceValue());
    }

    @Test
    void shouldSayThatTheReferencesNetworkCannotBeHad() throws Exception {
        training.trainHere("champion", digits, 1, NETWORK);
        Files.delete(folder.resolve("libs/own-parts.jar"));

        RunFolder plain = training.run("plain");
        training.attemptHere("plain", digits, 1, "reference={path: champion}", CHALLENGE);

        assertThat(plain.events(Challenged.class)).isEmpty();
        assertThat(plain.events(Judged.class))
                .singleElement()
                .satisfies(judged -> assertThat(judged.gates().toString())
                        .contains("the models cannot be compared on the validation data of this run: ", "libs"));
        assertThat(plain.names().model()).isDirectory();
    }

    private static ChallengeResult challenged(RunFolder run) throws Exception {
        return run.events(Challenged.class).get(0).result();
    }
}
