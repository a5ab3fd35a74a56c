package io.jenkins.trainmodel.trainer.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.own.Callback;
import io.jenkins.trainmodel.own.Metric;
import io.jenkins.trainmodel.own.Moment;
import io.jenkins.trainmodel.own.StopRule;
import io.jenkins.trainmodel.part.PartCheck.Problem;
import io.jenkins.trainmodel.part.PartCheck.Subject;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.spec.own.CallbackSpec;
import io.jenkins.trainmodel.spec.own.CallbackSpec.OnError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars as users bring them, wrong ones among them: what is said names the jar, class or line, and what to do. */
class OwnPartsTest {
    private static final String NAMED = "public String name() { return \"mine\"; }\n";
    private static final Moment MOMENT = new Moment(1, 10, 1, Map.of());

    @TempDir
    private Path folder;

    private static Problem problem(PartKind kind, String name, Map<String, Object> options, Path... classpath) {
        List<Problem> problems = new LoadedPartCheck().check(List.of(classpath), kind, new PartSpec(name, options));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private Path rule(String jar, String body) throws Exception {
        return UserJars.of(folder.resolve(jar), StopRule.class, NAMED + body);
    }

    private static String answer(String statement) {
        return "public Answer judge(Moment moment) {\n" + statement + "\n}";
    }

    @Test
    void shouldFindTheExampleAndRefuseOptionsByTheirNames() throws Exception {
        Path jar = UserJars.example(folder);
        Path pattern = folder.resolve("*.jar");

        assertThat(new LoadedPartCheck()
                        .check(List.of(pattern), PartKind.METRIC, new PartSpec("balanced-accuracy", Map.of())))
                .isEmpty();
        Problem unknown = problem(PartKind.SCHEDULE, "triangle", Map.of("cycleEpoch", 3L), jar);
        assertThat(unknown.subject()).isEqualTo(Subject.OPTION);
        assertThat(unknown.found()).isEqualTo("the option `cycleEpoch`, which triangle does not know");
        assertThat(unknown.allowed()).isEqualTo("cycleEpochs, least");
        assertThat(unknown.suggestion()).contains("cycleEpochs");
        Problem wrong = problem(PartKind.SCHEDULE, "triangle", Map.of("cycleEpochs", "many"), jar);
        assertThat(wrong.option()).isEqualTo("cycleEpochs");
        assertThat(wrong.allowed()).isEqualTo("a whole number");
        assertThat(problem(PartKind.STOP_RULE, "in-a-row", Map.of("atLeast", 1L), jar)
                        .found())
                .isEqualTo("no option metric");
        assertThat(problem(PartKind.SCHEDULE, "triangle", Map.of("cycleEpochs", 1L), jar)
                        .allowed())
                .isEqualTo("a whole number of at least 2");
    }

    @Test
    void shouldListWhatThereIs() throws Exception {
        Path jar = UserJars.example(folder);

        Problem absent = problem(PartKind.METRIC, "balanced-acuracy", Map.of(), jar);
        assertThat(absent.found()).isEqualTo("`balanced-acuracy`, which is no metric on the class path");
        assertThat(absent.allowed()).isEqualTo("balanced-accuracy");
        assertThat(absent.suggestion()).contains("balanced-accuracy");
        assertThat(problem(PartKind.METRIC, "any", Map.of()).allowed()).contains("classpath: [libs/*.jar]");
        Path rule = rule("rule.jar", answer("return Answer.goOn(\"\");"));
        assertThat(problem(PartKind.METRIC, "any", Map.of(), rule).allowed())
                .contains("META-INF/services/io.jenkins.trainmodel.own.Metric");
    }

    @Test
    void shouldNameBothOfOneName() throws Exception {
        Path one = rule("one.jar", answer("return Answer.goOn(\"\");"));
        Path other = UserJars.make(
                folder.resolve("other.jar"),
                Map.of(
                        "user.Other",
                        "package user; import io.jenkins.trainmodel.own.*; public class Other implements StopRule {"
                                + NAMED + answer("return Answer.goOn(\"\");") + "}"),
                Map.of(StopRule.class.getName(), "user.Other"));

        assertThat(problem(PartKind.STOP_RULE, "mine", Map.of(), one, other).found())
                .contains("2 classes", "user.Mine (", "one.jar", "user.Other (", "other.jar");
    }

    @Test
    void shouldNameWhatIsNoJarOrNowhere() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.jar"), "no zip");

        assertThat(problem(PartKind.METRIC, "mine", Map.of(), broken).found())
                .contains("broken.jar", "which is no jar");
        assertThat(problem(PartKind.METRIC, "mine", Map.of(), folder.resolve("none*.jar"))
                        .found())
                .contains("none*.jar: no file matches");
        assertThat(problem(PartKind.METRIC, "mine", Map.of(), folder.resolve("none.jar"))
                        .found())
                .contains("none.jar, which is nowhere");
    }

    @Test
    void shouldNameClassesThatAreNotThere() throws Exception {
        Path listed =
                UserJars.pack(folder.resolve("listed.jar"), Map.of(), Map.of(Metric.class.getName(), "user.Gone"));
        assertThat(problem(PartKind.METRIC, "mine", Map.of(), listed).found()).contains("user.Gone not found");

        Map<String, byte[]> classes = UserJars.compile(
                Map.of(
                        "user.Mine",
                        "package user; public class Mine implements io.jenkins.trainmodel.own.StopRule {" + NAMED
                                + "public void configure(io.jenkins.trainmodel.own.Options options) { new Needed(); }"
                                + "public io.jenkins.trainmodel.own.Answer judge(io.jenkins.trainmodel.own.Moment m)"
                                + " { return null; } }",
                        "user.Needed",
                        "package user; class Needed {}"),
                System.getProperty("java.class.path"));
        classes.remove("user/Needed.class");
        Path jar = UserJars.pack(folder.resolve("needing.jar"), classes, Map.of(StopRule.class.getName(), "user.Mine"));
        assertThat(problem(PartKind.STOP_RULE, "mine", Map.of(), jar).found())
                .contains("user.Mine.configure (Mine.java:2)", "user/Needed", "add the jar that holds it");
    }

    /** An interface of another version has other methods. */
    @Test
    void shouldSayThatAnotherVersionWasMeant() throws Exception {
        Map<String, byte[]> classes = UserJars.compile(
                Map.of(
                        "io.jenkins.trainmodel.own.StopRule",
                        "package io.jenkins.trainmodel.own; public interface StopRule { String name();"
                                + " String decide(int epoch); default void configure(Object options) {} }",
                        "user.Mine",
                        "package user; public class Mine implements io.jenkins.trainmodel.own.StopRule {" + NAMED
                                + "public String decide(int epoch) { return \"\"; } }"),
                folder.toString());
        classes.keySet().removeIf(name -> name.startsWith("io/"));
        Path jar = UserJars.pack(folder.resolve("old.jar"), classes, Map.of(StopRule.class.getName(), "user.Mine"));

        try (OwnParts parts = OwnParts.open(List.of(jar))) {
            Guard<StopRule> rule = parts.create(PartKind.STOP_RULE, new PartSpec("mine", Map.of()));
            assertThatThrownBy(() -> rule.call("judge", part -> part.judge(MOMENT)))
                    .isInstanceOf(OwnCodeException.class)
                    .hasMessageContaining("the stop rule mine in its method judge: java.lang.AbstractMethodError")
                    .hasMessageContaining("compile it again against the train-model-own of this trainer");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "throw new IllegalStateException(\"boom\");",
                "throw new Error(\"boom\");",
                "return judge(moment);",
                "throw Mine.<RuntimeException>sneaky(new java.io.IOException(\"boom\")); } static <E extends"
                        + " Throwable> E sneaky(Throwable t) throws E { throw (E) t;"
            })
    void shouldNameTheLineThatFails(String statement) throws Exception {
        Path jar = rule("failing.jar", answer(statement));

        try (OwnParts parts = OwnParts.open(List.of(jar))) {
            Guard<StopRule> rule = parts.create(PartKind.STOP_RULE, new PartSpec("mine", Map.of()));
            assertThatThrownBy(() -> rule.call("judge", part -> part.judge(MOMENT)))
                    .isInstanceOf(OwnCodeException.class)
                    .hasMessageMatching("(?s)Code of your own has failed: the stop rule mine in user\\.Mine\\.judge"
                            + " \\(Mine\\.java:[34]\\): java\\..*");
        }
    }

    @Test
    void shouldHideTheTrainer() throws Exception {
        Path jar = rule(
                "curious.jar",
                "public void configure(Options options) { try {\n"
                        + "Class.forName(\"io.jenkins.trainmodel.trainer.custom.OwnParts\"); } catch"
                        + " (ClassNotFoundException e) { throw new OptionException(\"hidden\", \"nothing\", \"\"); } }\n"
                        + answer("return null;"));

        assertThat(problem(PartKind.STOP_RULE, "mine", Map.of(), jar).option()).isEqualTo("hidden");
    }

    @Test
    void shouldPassOverCallbacksThatThrowOnceForEachMethod() throws Exception {
        String failing = NAMED;
        for (String method : List.of(
                "started(java.nio.file.Path d, boolean r)",
                "step(Moment m)",
                "epoch(Moment m)",
                "checkpoint(java.nio.file.Path c)",
                "milestone(Moment m)",
                "ended(String o, String r)")) {
            failing += "public void " + method + " { throw new IllegalStateException(\"no\"); }\n";
        }
        Path jar = UserJars.of(folder.resolve("callback.jar"), Callback.class, failing);

        try (OwnParts parts = OwnParts.open(List.of(jar))) {
            List<String> warnings = new ArrayList<>();
            OwnCallbacks ignored = callbacks(parts, OnError.IGNORE, warnings);
            for (int time = 0; time < 3; time++) {
                ignored.tell("started", callback -> callback.started(folder, false));
                ignored.tell("step", callback -> callback.step(MOMENT));
                ignored.tell("epoch", callback -> callback.epoch(MOMENT));
                ignored.tell("checkpoint", callback -> callback.checkpoint(folder));
                ignored.tell("milestone", callback -> callback.milestone(MOMENT));
                ignored.tell("ended", callback -> callback.ended("success", ""));
            }
            assertThat(warnings)
                    .hasSize(6)
                    .allSatisfy(warning -> assertThat(warning)
                            .contains("the callback mine in user.Mine.", "(Mine.java:", "IllegalStateException: no"));
            assertThatThrownBy(() ->
                            callbacks(parts, OnError.FAIL, warnings).tell("step", callback -> callback.step(MOMENT)))
                    .isInstanceOf(OwnCodeException.class);
        }
    }

    private static OwnCallbacks callbacks(OwnParts parts, OnError onError, List<String> warnings) {
        return new OwnCallbacks(
                parts, List.of(new CallbackSpec(new PartSpec("mine", Map.of()), onError)), warnings::add);
    }

    @Test
    void shouldNameThreadsThatAreLeftBehind() throws Exception {
        Path jar = rule(
                "leaking.jar",
                answer("Thread t = new Thread(() -> { try { Thread.sleep(60000); } catch (InterruptedException e) {} },"
                        + " \"left-behind\"); t.setDaemon(true); t.start(); return Answer.goOn(\"\");"));

        try (OwnParts parts = OwnParts.open(List.of(jar))) {
            Guard<StopRule> rule = parts.create(PartKind.STOP_RULE, new PartSpec("mine", Map.of()));
            rule.call("judge", part -> part.judge(MOMENT));
            assertThat(parts.threadsLeft("ended()"))
                    .contains("Code of your own has left threads running: left-behind."
                            + " They end with the process; end them in ended().");
        }
    }
}
