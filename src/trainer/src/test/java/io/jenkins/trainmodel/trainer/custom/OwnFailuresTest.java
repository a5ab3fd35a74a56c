package io.jenkins.trainmodel.trainer.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.own.Moment;
import io.jenkins.trainmodel.own.StopRule;
import io.jenkins.trainmodel.part.PartCheck.Problem;
import io.jenkins.trainmodel.part.PartKind;
import io.jenkins.trainmodel.part.PartSpec;
import io.jenkins.trainmodel.stop.Outcome;
import io.jenkins.trainmodel.stop.StopRule.Custom;
import io.jenkins.trainmodel.stop.evaluation.Observation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Code that fails where nobody would look for it: all of it is said to be the user's own, with what to do. */
class OwnFailuresTest {
    private static final String NAMED = "public String name() { return \"mine\"; }\n";
    private static final PartSpec MINE = new PartSpec("mine", Map.of());
    private static final Moment MOMENT = new Moment(1, 10, 1, Map.of());
    /** The place of a class file's major version, as the Java Virtual Machine Specification has it. */
    private static final int MAJOR_VERSION = 7;

    @TempDir
    private Path folder;

    private String found(Path jar) {
        List<Problem> problems = new LoadedPartCheck().check(List.of(jar), PartKind.STOP_RULE, MINE);
        assertThat(problems).hasSize(1);
        return problems.get(0).found();
    }

    private Path rule(String body) throws Exception {
        return UserJars.of(folder.resolve("rule.jar"), StopRule.class, body);
    }

    private static String answer(String statement) {
        return "public Answer judge(Moment moment) {\n" + statement + "\n}";
    }

    @Test
    void shouldSayThatALaterJavaHasCompiledIt() throws Exception {
        Map<String, byte[]> classes = mine("implements io.jenkins.trainmodel.own.StopRule", "");
        classes.get("user/Mine.class")[MAJOR_VERSION] = 120;

        assertThat(found(packed(classes)))
                .contains(
                        "a stop rule of the class path in its class: java.lang.UnsupportedClassVersionError: user/Mine")
                .contains("compile it with --release 17");
    }

    @Test
    void shouldNameTheLineOfAStaticFieldThatCannotBeMade() throws Exception {
        assertThat(found(
                        rule(NAMED + "static final int SIZE = Integer.parseInt(\"many\");\n" + answer("return null;"))))
                .contains("in user.Mine.<clinit> (Mine.java:", "NumberFormatException: For input string: \"many\"")
                .doesNotContain("compile it again");
    }

    @Test
    void shouldNameTheClassThatAListedOneIsMadeOf() throws Exception {
        Map<String, byte[]> classes =
                mine("extends Above", "abstract class Above implements io.jenkins.trainmodel.own.StopRule {}");
        classes.remove("user/Above.class");

        assertThat(found(packed(classes)))
                .contains("java.lang.NoClassDefFoundError: user/Above", "add the jar that holds it under classpath");
    }

    private static Map<String, byte[]> mine(String header, String beside) throws Exception {
        String source = "package user; public class Mine " + header + " {" + NAMED
                + "public io.jenkins.trainmodel.own.Answer judge(io.jenkins.trainmodel.own.Moment m)"
                + " { return null; } } " + beside;
        return UserJars.compile(Map.of("user.Mine", source), System.getProperty("java.class.path"));
    }

    private Path packed(Map<String, byte[]> classes) throws Exception {
        return UserJars.pack(folder.resolve("mine.jar"), classes, Map.of(StopRule.class.getName(), "user.Mine"));
    }

    @Test
    void shouldAskForAName() throws Exception {
        assertThat(found(rule("public String name() { return null; }" + answer("return null;"))))
                .contains("the stop rule of the class user.Mine in its method name: it has no name: name() gives null");
    }

    /** Behind the configuration no line of the specification is what is wrong. */
    @Test
    void shouldTakeAnOptionThatIsReadTooLateForAFailure() throws Exception {
        assertThat(found(rule("public String name() { throw new OptionException(\"a\", \"b\", \"c\"); }"
                        + answer("return null;"))))
                .contains("a part that fails", "OptionException: a: found b, allowed is c");

        Path jar = rule(NAMED + "Options kept; public void configure(Options options) { kept = options; }\n"
                + answer("return Answer.goOn(kept.text(\"late\"));"));
        try (OwnParts parts = OwnParts.open(List.of(jar))) {
            Guard<StopRule> rule = parts.create(PartKind.STOP_RULE, MINE);
            assertThatThrownBy(() -> rule.call("judge", part -> part.judge(MOMENT)))
                    .isInstanceOf(OwnCodeException.class)
                    .hasMessageContaining("the stop rule mine in user.Mine.judge (Mine.java:5)")
                    .hasMessageContaining("late: found no option late");
        }
    }

    private static void judge(OwnParts parts) {
        new RunningRules(parts)
                .judge(
                        new Custom("mine", Outcome.SUCCESS, MINE),
                        new Observation(1, 10, 1, true, Map.of()),
                        Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "'new Answer(null, java.util.OptionalDouble.empty(), \"\")', an answer without a kind",
        "'new Answer(Answer.Kind.STOP, null, \"\")', an answer whose value is null",
        "Answer.stop(null), an answer that does not say why"
    })
    void shouldNameTheLineThatMakesHalfAnAnswer(String answer, String said) throws Exception {
        try (OwnParts parts = OwnParts.open(List.of(rule(NAMED + answer("return " + answer + ";"))))) {
            assertThatThrownBy(() -> judge(parts))
                    .isInstanceOf(OwnCodeException.class)
                    .hasMessageContaining("the stop rule mine in user.Mine.judge (Mine.java:4)")
                    .hasMessageContaining(said);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "getMessage, String, throw new Mute()",
        "toString, String, throw new Mute()",
        "getStackTrace, StackTraceElement[], throw new Mute()",
        "toString, String, throw new IllegalStateException(new Mute())"
    })
    void shouldNameAnExceptionThatFailsWhereItIsTold(String method, String type, String statement) throws Exception {
        String mute = "static class Mute extends RuntimeException { public " + type + " " + method
                + "() { throw new IllegalArgumentException(\"twice\"); } }\n";
        try (OwnParts parts = OwnParts.open(List.of(rule(NAMED + mute + answer(statement + ";"))))) {
            Guard<StopRule> rule = parts.create(PartKind.STOP_RULE, MINE);
            assertThatThrownBy(() -> rule.call("judge", part -> part.judge(MOMENT)))
                    .isInstanceOf(OwnCodeException.class)
                    .hasMessageContaining("the stop rule mine in ")
                    .satisfies(failure -> failure.printStackTrace(new PrintWriter(new StringWriter())));
        }
    }

    /** What is kept must be read again with the rest of the checkpoint. */
    @Test
    void shouldRefuseToKeepMoreThanIsReadAgain() throws Exception {
        Path jar = rule(NAMED + "public byte[] save() { return new byte[9_000_000]; }\n" + answer("return null;"));
        try (OwnParts parts = OwnParts.open(List.of(jar))) {
            Guard<StopRule> rule = parts.create(PartKind.STOP_RULE, MINE);

            assertThatThrownBy(rule::save)
                    .isInstanceOf(OwnCodeException.class)
                    .hasMessage(
                            "Code of your own has failed: the stop rule mine in user.Mine.save: it saves 9,000,000 bytes, and at most"
                                    + " 8,388,608 are kept");
        }
    }

    @Test
    void shouldNameTheClassThatAnswersNull() throws Exception {
        try (OwnParts parts = OwnParts.open(List.of(rule(NAMED + answer("return null;"))))) {
            assertThatThrownBy(() -> judge(parts))
                    .isInstanceOf(OwnCodeException.class)
                    .hasMessage("Code of your own has failed: the stop rule mine in user.Mine.judge: it answers null"
                            + " where it is asked whether the run is to end");
        }
    }

    @Test
    void shouldBlameWhoeverLeavesTheThreadInterruptedAndGoOnWithout() throws Exception {
        String interrupts = "Thread.currentThread().interrupt(); ";
        for (String end : List.of("return Answer.goOn(\"\");", "throw new IllegalStateException(\"late\");")) {
            try (OwnParts parts = OwnParts.open(List.of(rule(NAMED + answer(interrupts + end))))) {
                Guard<StopRule> rule = parts.create(PartKind.STOP_RULE, MINE);
                assertThatThrownBy(() -> rule.call("judge", part -> part.judge(MOMENT)))
                        .isInstanceOf(OwnCodeException.class)
                        .hasMessageContaining("the stop rule mine in user.Mine.judge")
                        .hasMessageContaining(end.contains("late") ? "late" : "leaves the training thread interrupted");
                assertThat(Thread.currentThread().isInterrupted()).isFalse();
            }
        }
    }

    /** A message may hold all samples that the code was at work on. */
    @Test
    void shouldCutWhatIsThrownAndKeepTheLines() throws Exception {
        Path jar = rule(NAMED + answer("throw new IllegalStateException(\"many \".repeat(1000000));"));
        try (OwnParts parts = OwnParts.open(List.of(jar))) {
            Guard<StopRule> rule = parts.create(PartKind.STOP_RULE, MINE);
            assertThatThrownBy(() -> rule.call("judge", part -> part.judge(MOMENT)))
                    .isInstanceOfSatisfying(
                            OwnCodeException.class,
                            failure -> assertThat(failure.trace())
                                    .startsWith("java.lang.IllegalStateException: many many ")
                                    .contains("…", "user.Mine.judge(Mine.java:4)")
                                    .hasSizeLessThan(5_000));
        }
    }

    @Test
    void shouldShowTheLinesOfTheUserAlone() throws Exception {
        Path jar = rule(NAMED + answer("throw new IllegalStateException(new NumberFormatException(\"deep\"));"));
        try (OwnParts parts = OwnParts.open(List.of(jar))) {
            Guard<StopRule> rule = parts.create(PartKind.STOP_RULE, MINE);
            assertThatThrownBy(() -> rule.call("judge", part -> part.judge(MOMENT)))
                    .isInstanceOfSatisfying(
                            OwnCodeException.class,
                            failure -> assertThat(failure.trace())
                                    .contains("user.Mine.judge(Mine.java:4)", "Caused by: ", "deep")
                                    .doesNotContain("io.jenkins"));
        }
    }
}
