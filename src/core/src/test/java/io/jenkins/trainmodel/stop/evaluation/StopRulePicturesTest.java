package io.jenkins.trainmodel.stop.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.stop.StopRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The documentation's pictures are what the rules do. To draw them anew:
 * {@code mvn -pl src/core test -Dtest=StopRulePicturesTest -DargLine=-Dwrite.pictures=true}.
 */
class StopRulePicturesTest {
    private static final Path DOCS = Path.of("../../docs");
    private static final Path FOLDER = DOCS.resolve("images/stop-rules");

    @TestFactory
    Stream<DynamicTest> shouldStandInTheDocumentationAsDrawn() {
        return StopRulePictures.all().stream()
                .map(picture -> DynamicTest.dynamicTest(picture.file(), () -> compare(picture)));
    }

    private static void compare(Picture picture) throws IOException {
        String drawn = new PictureDrawing(picture).draw();
        Path file = FOLDER.resolve(picture.file() + ".svg");
        if (System.getProperty("write.pictures") != null) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, drawn);
        }
        assertThat(file).hasContent(drawn);
        assertThat(drawn).contains("stops ");
        assertThat(DOCS.resolve("stop-rules.md")).content().contains("images/stop-rules/" + picture.file() + ".svg");
    }

    @Test
    void shouldShowEveryRule() throws IOException {
        List<String> types = Arrays.stream(StopRule.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .map(word -> Character.toLowerCase(word.charAt(0)) + word.substring(1))
                .toList();

        // what a rule of a user's own says, nobody can draw
        assertThat(StopRulePictures.all())
                .extracting(Picture::file)
                .containsAll(
                        types.stream().filter(type -> !type.equals("custom")).toList());
        String text = Files.readString(DOCS.resolve("stop-rules.md"));
        assertThat(types).allSatisfy(type -> assertThat(text).contains("### `" + type + "`"));
    }
}
