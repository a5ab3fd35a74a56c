package io.jenkins.trainmodel.trainer.custom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.trainmodel.own.StopRule;
import io.jenkins.trainmodel.spec.SpecReader;
import io.jenkins.trainmodel.spec.problem.SpecException;
import io.jenkins.trainmodel.spec.problem.SpecProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a class path is told where it is written, once, however many parts need it. */
class OwnPlacesTest {
    private static final String RULE = "public String name() { return \"mine\"; }\n"
            + "public Answer judge(Moment moment) { return Answer.goOn(\"VERSION\"); }";

    private static final String SPECIFICATION = """
            classpath: [PLACES]
            data: {type: csv, path: data.csv, label: y}
            model: {type: mlp}
            stopWhen: [{maxEpochs: 3}, {custom: {part: mine}}, {custom: {part: mine, name: again}}]
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("data.csv"), "x,y\n1,a\n");
        rule("sound.jar", "1");
    }

    private Path rule(String jar, String version) throws Exception {
        return UserJars.of(folder.resolve(jar), StopRule.class, RULE.replace("VERSION", version));
    }

    private List<String> problems(String places) {
        SpecException refused = catchThrowableOfType(
                SpecException.class,
                () -> new SpecReader(new LoadedPartCheck())
                        .read("train.yaml", SPECIFICATION.replace("PLACES", places), folder, List.of()));
        return refused == null
                ? List.of()
                : refused.problems().stream().map(SpecProblem::toString).toList();
    }

    @Test
    void shouldTellWhereTheBrokenJarIsWritten() throws Exception {
        Files.writeString(folder.resolve("broken.jar"), "no zip");

        assertThat(problems("sound.jar")).isEmpty();
        assertThat(problems("broken.jar"))
                .singleElement()
                .asString()
                .startsWith("train.yaml:1:13: classpath.0: found ")
                .contains("broken.jar, which is no jar");
        assertThat(problems("sound.jar, 'b*.jar'"))
                .singleElement()
                .asString()
                .startsWith("train.yaml:1:24: classpath.1: found ");
    }

    @Test
    void shouldRefuseTwoVersionsOfAPart() throws Exception {
        Path old = folder.resolve("sound.jar");
        Path recent = rule("sound-2.jar", "2");

        assertThat(problems("'s*.jar'"))
                .singleElement()
                .asString()
                .startsWith(
                        "train.yaml:1:12: classpath: found the stop rule `mine`, whose class user.Mine is in 2 places: ")
                .contains(old.toString(), recent.toString())
                .contains("allowed: one version of it on the class path");
        assertThat(problems("sound-2.jar, sound.jar")).hasSize(1);
        Files.delete(recent);
        Files.copy(old, recent);
        assertThat(problems("'s*.jar', sound.jar")).isEmpty();
    }
}
