package io.jenkins.plugins.trainmodel.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.EnvVars;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepCheckTest {

    @Test
    void shouldTellAllThatIsWrongWithWhatIsAllowed() {
        TrainModelStep step = new TrainModelStep(null);
        step.setGrace("five");
        step.setCheckpoints("some");
        step.setName("two\nlines");

        assertThatThrownBy(() -> StepRequest.of(step, wish -> wish))
                .isInstanceOf(AbortException.class)
                .hasMessageContaining("trainModel needs `spec`")
                .hasMessageContaining("grace: found \"five\"; allowed: a duration such as 90s, 5m or 1h30m")
                .hasMessageContaining("checkpoints: found \"some\"; allowed: none, best, last, all")
                .hasMessageContaining("name: found a line break");
    }

    @Test
    void shouldSayHowLongANameMayBe() {
        assertThat(StepCheck.name("训".repeat(200))).isEmpty();
        assertThat(StepCheck.name("n".repeat(201)).orElseThrow())
                .startsWith("found 201 characters")
                .endsWith("allowed: at most 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../x", "a/../..", "a/..", "/data", "C:\\data", "\\\\server\\share", "./"})
    void shouldRefuseARunDirectoryOutsideOfTheWorkspace(String out) {
        assertThat(StepCheck.out(out).orElseThrow())
                .contains("allowed: a directory of its own inside of the workspace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "runs/digits", "a/../b", "训练", "a b", ".train-model/x"})
    void shouldTakeADirectoryInside(String out) {
        assertThat(StepCheck.out(out)).isEmpty();
    }

    @Test
    void shouldRefuseWhatMakesNoSenseBesideACommand() {
        TrainModelStep step = new TrainModelStep("watch.yaml");
        step.setDryRun(true);
        step.setWaitFor("answer");
        step.setWarmStart("parameters");
        step.setCheckpoints("all");
        assertThat(CommandCheck.problems(step)).isEmpty();

        step.setCommand("python train.py");

        assertThat(CommandCheck.problems(step))
                .extracting(problem -> problem.split(":")[0])
                .containsExactly("waitFor", "warmStart", "checkpoints");
        assertThat(CommandCheck.command("x".repeat(1 << 16))).isEmpty();
        assertThat(CommandCheck.command("训".repeat(1 << 16)).orElseThrow()).startsWith("found 196608 bytes");
        assertThat(CommandCheck.command("a\0b").orElseThrow()).startsWith("found a zero byte");
    }

    @Test
    void shouldSayWhichSpecificationGoesTogetherWithACommand() {
        assertThat(CommandCheck.specification("a.yaml", "watch: {}", true)).isEmpty();
        assertThat(CommandCheck.specification("a.yaml", "data: {}", false)).isEmpty();
        assertThat(CommandCheck.specification("a.yaml", "stopWhen: [{maxEpochs: 3}]", true))
                .isEmpty();
        assertThat(CommandCheck.specification("a.yaml", "watch: {}", false).orElseThrow())
                .startsWith("a.yaml has the key watch, so another program trains: name it by `command`");
        assertThat(CommandCheck.specification("a.yaml", "data: {}", true).orElseThrow())
                .startsWith("a.yaml has the keys data or model")
                .contains("leave `command` out");
    }

    /** Its shell knows the variables of the build, and some that the build does not. */
    @Test
    void shouldLeaveACommandToItsShell() {
        TrainModelStep step = new TrainModelStep("watch.yaml");
        step.setCommand("for i in 1 2; do python train.py $i $HOME; done\n");

        assertThat(step.expanded(new EnvVars("HOME", "/root", "i", "7")).getCommand())
                .isEqualTo("for i in 1 2; do python train.py $i $HOME; done\n");
        step.setCommand(" \n ");
        assertThat(step.isWatching()).isFalse();
    }

    @Test
    void shouldReadLinesOfKeysAndValues() {
        Map<String, String> values = SetLines.parse("training.batchSize = 64\n\n a.b={x: 1, y: \"=\"}\nc=\n");

        assertThat(values)
                .containsExactly(
                        Map.entry("training.batchSize", "64"),
                        Map.entry("a.b", "{x: 1, y: \"=\"}"),
                        Map.entry("c", ""));
        assertThat(SetLines.parse(SetLines.of(values))).isEqualTo(values);
        assertThat(SetLines.problem("a=1\n\nbatch size 64"))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("found \"batch size 64\"").contains("training.batchSize=64"));
        assertThat(SetLines.problem("a=1\nb=2")).isEmpty();
    }

    @Test
    void shouldPutVariablesIntoEveryText() {
        TrainModelStep step = new TrainModelStep("$KIND.yaml");
        step.setName("run ${BUILD_NUMBER}");
        step.setOut("runs/${BUILD_NUMBER}");
        step.setJava("$JDK");
        step.setGrace("${MINUTES}m");
        step.setSet(Map.of("training.batchSize", "$BATCH", "seed", "$UNKNOWN"));
        step.setWarmStart("$WARM");
        step.setFreeze(List.of("$KIND.*"));
        step.setReset(List.of("a.*", " ", "$KIND.*"));
        step.setLogs(false);
        step.setResume(true);

        TrainModelStep expanded = step.expanded(
                new EnvVars("KIND", "train", "BUILD_NUMBER", "7", "JDK", "jdk21", "MINUTES", "5", "BATCH", "64"));
        TrainModelStep warm = step.expanded(new EnvVars("WARM", "everything", "KIND", "head"));

        assertThat(warm.getWarmStart()).isEqualTo("everything");
        assertThat(warm.getFreeze()).containsExactly("head.*");
        assertThat(warm.getReset()).containsExactly("a.*", "head.*");

        assertThat(expanded.getSpec()).isEqualTo("train.yaml");
        assertThat(expanded.getName()).isEqualTo("run 7");
        assertThat(expanded.getOut()).isEqualTo("runs/7");
        assertThat(expanded.getJava()).isEqualTo("jdk21");
        assertThat(expanded.getGrace()).isEqualTo("5m");
        assertThat(expanded.getSet()).containsEntry("training.batchSize", "64").containsEntry("seed", "$UNKNOWN");
        assertThat(expanded)
                .usingRecursiveComparison()
                .ignoringFields("spec", "name", "out", "java", "grace", "set", "freeze", "reset")
                .isEqualTo(step);
    }
}
