package io.jenkins.trainmodel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
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

/** Holds the code to the picture in {@code docs/architecture.md}, and to what core must never depend on. */
class PackagePictureTest {
    private static final String ROOT = "io.jenkins.trainmodel";
    private static final Path DOCUMENT = Path.of("../../docs/architecture.md");
    private static final Pattern DRAWN_ARROW = Pattern.compile("(?m)^  ([a-z.]+) --> ([a-z.]+)$");
    private static final Pattern ROLE = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void shouldDependAsDrawn() throws IOException {
        assertThat(drawnArrows()).isEqualTo(arrowsOfTheCode());
    }

    @Test
    void shouldSayWhatEveryPackageHolds() throws IOException {
        Set<String> packages =
                CORE.stream().map(type -> nameOf(type.getPackageName())).collect(Collectors.toCollection(TreeSet::new));

        assertThat(ROLE.matcher(Files.readString(DOCUMENT)).results().map(role -> role.group(1)))
                .containsExactlyInAnyOrderElementsOf(packages);
    }

    @Test
    void shouldHaveNoCycles() {
        slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void shouldKnowNeitherDjlNorJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "jenkins..", "hudson..", "org.kohsuke.stapler..", ROOT + ".trainer..")
                .check(CORE);
    }

    @Test
    void shouldNeverReadSerializedJava() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(CORE);
    }

    private static Set<String> drawnArrows() throws IOException {
        return DRAWN_ARROW
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> arrowsOfTheCode() {
        return CORE.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency ->
                        dependency.getTargetClass().getPackageName().startsWith(ROOT))
                .filter(dependency -> !dependency
                        .getOriginClass()
                        .getPackageName()
                        .equals(dependency.getTargetClass().getPackageName()))
                .map(dependency -> nameOf(dependency.getOriginClass().getPackageName()) + " --> "
                        + nameOf(dependency.getTargetClass().getPackageName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String nameOf(String packageName) {
        return packageName.substring(ROOT.length() + 1);
    }
}
