package io.jenkins.plugins.trainmodel;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Descriptor;
import io.jenkins.plugins.trainmodel.config.TrainingConfiguration;
import io.jenkins.plugins.trainmodel.gates.TrainingGate;
import io.jenkins.plugins.trainmodel.reference.ReferenceChoice;
import io.jenkins.plugins.trainmodel.rules.StopCondition;
import io.jenkins.plugins.trainmodel.step.TrainModelStep;
import java.beans.Introspector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.SymbolLookup;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.kohsuke.stapler.DataBoundSetter;

/** Holds {@code docs/jenkins.md} to what there is. */
@WithJenkins
class JenkinsDocumentITest {
    private static final Path DOCUMENT = Path.of("../../docs/jenkins.md");

    @Test
    void shouldExplainEveryParameterRuleAndSetting(JenkinsRule jenkins) throws Exception {
        String text = Files.readString(DOCUMENT);

        assertThat(rows(section(text, "### Parameters"))).isEqualTo(parametersOf(TrainModelStep.class));
        for (Descriptor<StopCondition> rule : jenkins.jenkins.getDescriptorList(StopCondition.class)) {
            String symbol = SymbolLookup.getSymbolValue(rule).iterator().next();
            String row = section(text, "### Stop rules")
                    .lines()
                    .filter(line -> line.startsWith("|") && line.contains("`" + symbol + "("))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(symbol + " is not explained"));
            assertThat(parametersOf(rule.clazz).stream()
                            .filter(name -> !Set.of("name", "outcome").contains(name))
                            .filter(name -> !isMain(rule, name)))
                    .as(symbol)
                    .allMatch(row::contains);
        }
        Stream.<Descriptor<?>>concat(
                        jenkins.jenkins.getDescriptorList(ReferenceChoice.class).stream(),
                        jenkins.jenkins.getDescriptorList(TrainingGate.class).stream())
                .map(choice -> SymbolLookup.getSymbolValue(choice).iterator().next())
                .filter(symbol -> !symbol.equals("referenceOfSpecification"))
                .forEach(symbol ->
                        assertThat(section(text, "## References and gates")).contains(symbol + "("));
        assertThat(section(text, "## Configuration").lines().flatMap(JenkinsDocumentITest::settings))
                .containsExactlyInAnyOrderElementsOf(settings());
    }

    private static boolean isMain(Descriptor<StopCondition> rule, String name) {
        DescribableParameter main = new DescribableModel<>(rule.clazz).getSoleRequiredParameter();
        return main != null && main.getName().equals(name);
    }

    private static Stream<String> settings(String line) {
        return Pattern.compile("^    ([a-zA-Z]+): ").matcher(line).results().map(match -> match.group(1));
    }

    private static Set<String> settings() {
        return Arrays.stream(TrainingConfiguration.class.getMethods())
                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                .map(method -> Introspector.decapitalize(method.getName().substring("set".length())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> parametersOf(Class<?> type) {
        return new DescribableModel<>(type)
                .getParameters().stream()
                        .map(DescribableParameter::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> rows(String section) {
        return Pattern.compile("(?m)^\\| `([a-zA-Z]+)` \\|")
                .matcher(section)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** From a heading to the next. */
    private static String section(String text, String heading) {
        int start = text.indexOf("\n" + heading + "\n") + heading.length() + 2;
        int end = text.indexOf("\n#", start);
        return text.substring(start, end);
    }
}
