package io.jenkins.trainmodel.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When it fails after a change of a declaration, take over the sections from target/specification-tables.md. */
class SpecificationDocumentTest {
    private static final Path DOCUMENT = Path.of("../../docs/specification.md");

    @Test
    void shouldNameEveryKeyWithItsDefault() throws Exception {
        Map<String, String> tables = SpecificationTables.all();
        String sections = tables.entrySet().stream()
                .map(table -> "### " + table.getKey() + "\n\n" + table.getValue())
                .collect(Collectors.joining("\n"));
        Files.writeString(Path.of("target/specification-tables.md"), sections);

        String document = Files.readString(DOCUMENT);

        assertThat(tables).allSatisfy((title, table) -> assertThat(document).contains("### " + title + "\n\n" + table));
    }

    @ParameterizedTest
    @CsvSource({"specification.md, 4", "stop-rules.md, 4", "gates.md, 2"})
    void shouldShowOnlyExamplesThatAreRead(String name, int least) throws Exception {
        String document = Files.readString(DOCUMENT.resolveSibling(name));
        Matcher examples = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(document);
        List<String> read = new ArrayList<>();
        while (examples.find()) {
            String example = examples.group(1);
            assertThat(SpecTexts.problems(whole(example))).as(example).isEmpty();
            read.add(example);
        }

        assertThat(read).hasSizeGreaterThanOrEqualTo(least);
    }

    private static String whole(String example) {
        if (example.contains("data:")) {
            return example;
        }
        return example.startsWith("gates:")
                ? SpecTexts.SHORT + "reference: {path: ../before}\n" + example
                : SpecTexts.withRules(example.replace("stopWhen:\n", ""));
    }
}
