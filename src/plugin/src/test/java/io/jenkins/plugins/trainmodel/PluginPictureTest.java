package io.jenkins.plugins.trainmodel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the plugin to the picture in {@code docs/jenkins.md}, and to the names that saved Pipelines know. */
class PluginPictureTest {
    private static final String ROOT = "io.jenkins.plugins.trainmodel.";
    private static final Path DOCUMENT = Path.of("../../docs/jenkins.md");
    private static final Pattern DRAWN_ARROW = Pattern.compile("(?m)^  ([a-z]+) --> ([a-z]+)$");
    private static final JavaClasses PLUGIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.jenkins.plugins.trainmodel");

    @Test
    void shouldDependAsDrawn() throws IOException {
        Set<String> drawn = DRAWN_ARROW
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(drawn).isEqualTo(arrowsOfTheCode());
    }

    @Test
    void shouldHaveNoCycles() {
        slices().matching(ROOT + "(*)..").should().beFreeOfCycles().check(PLUGIN);
    }

    @Test
    void shouldNeverReadSerializedJavaNorKnowDjl() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "io.jenkins.trainmodel.trainer..")
                .check(PLUGIN);
    }

    /** Jenkins leaves a class out whose plugin is not there, and all others have to do without it. */
    @Test
    void shouldKnowOptionalPluginsInFewClasses() {
        assertThat(whoKnow("io.jenkins.plugins.checks.")).containsExactly("TrainingChecks");
        assertThat(whoKnow("org.jenkinsci.plugins.tokenmacro.")).containsExactly("TrainingMacro");
        assertThat(whoKnow("com.cloudbees.plugins.credentials.")).containsExactly("Logins", "SecretTexts");
        assertThat(whoKnow("org.jenkinsci.plugins.plaincredentials.")).containsExactly("Logins", "SecretTexts");
    }

    /** A Pipeline that trains while the plugin is updated is lost where one of its names is gone: let no change be by chance. */
    @Test
    void shouldKeepTheNamesThatPipelinesSave() {
        Set<String> saved = new TreeSet<>();
        save(PLUGIN.get(ROOT + "step.TrainModelExecution"), saved);

        assertThat(saved)
                .containsExactly(
                        "planned.AnswerKind",
                        "planned.PlannedStop",
                        "planned.PlannedStops",
                        "planned.StopAnswer",
                        "planned.WaitWish",
                        "reference.ReferenceWish",
                        "reference.ReferenceWish$Kind",
                        "run.ArchiveWish",
                        "run.CheckpointChoice",
                        "run.NightlyWish",
                        "run.RunState",
                        "run.RunVerdict",
                        "run.StopWish",
                        "run.TrainingRequest",
                        "steer.RestartPlace",
                        "steer.Wish",
                        "steer.Wishes",
                        "step.StepAgent",
                        "step.StepSurroundings",
                        "step.TrainModelExecution");
    }

    /** With the types of its fields, of theirs, and so on. */
    private static void save(JavaClass type, Set<String> saved) {
        if (type.getPackageName().startsWith(ROOT) && saved.add(type.getName().substring(ROOT.length()))) {
            type.getAllFields().stream()
                    .filter(field -> !field.getModifiers().contains(JavaModifier.TRANSIENT))
                    .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                    .flatMap(field -> field.getAllInvolvedRawTypes().stream())
                    .forEach(part -> save(part, saved));
            type.getRawSuperclass().ifPresent(parent -> save(parent, saved));
        }
    }

    private static Set<String> whoKnow(String root) {
        return PLUGIN.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getName().startsWith(root)))
                .map(type -> type.getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> arrowsOfTheCode() {
        return PLUGIN.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> nameOf(dependency.getOriginClass().getPackageName()) + " --> "
                        + nameOf(dependency.getTargetClass().getPackageName()))
                .filter(arrow -> arrow.matches("([a-z]+) --> (?!\\1$)[a-z]+"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The package's name below the plugin's own; a word that is no name for any other. */
    private static String nameOf(String packageName) {
        return packageName.startsWith(ROOT) ? packageName.substring(ROOT.length()) : "-";
    }
}
