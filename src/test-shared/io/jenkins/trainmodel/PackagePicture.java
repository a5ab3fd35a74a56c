package io.jenkins.trainmodel;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The drawing of one module's packages in {@code docs/architecture.md}, and the code that it must agree with. Packages go
 * by their names below the module's root package. Each module compiles this class into its own tests.
 */
public final class PackagePicture {
    private static final Path DOCUMENT = Path.of("../../docs/architecture.md");
    private static final Pattern DRAWN_ARROW = Pattern.compile("(?m)^  ([a-z.]+) --> ([a-z.]+)$");
    private static final Pattern ROLE = Pattern.compile("(?m)^\\| `([a-z.]+)` \\|");

    private final String root;
    private final String section;
    private final JavaClasses classes;

    private PackagePicture(String root, String section, JavaClasses classes) {
        this.root = root;
        this.section = section;
        this.classes = classes;
    }

    /**
     * Reads picture and code.
     *
     * @param root the root package of the module whose tests run
     * @param heading of the section that holds drawing and table, and ends at the next heading
     */
    public static PackagePicture of(String root, String heading) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
        return new PackagePicture(root, sectionUnder(heading), classes);
    }

    private static String sectionUnder(String heading) {
        try {
            String document = Files.readString(DOCUMENT);
            int start = document.indexOf("\n## " + heading + "\n");
            assertThat(start).as("a section '%s' in %s", heading, DOCUMENT).isNotNegative();
            int end = document.indexOf("\n## ", start + 1);
            return document.substring(start, end < 0 ? document.length() : end);
        } catch (IOException failure) {
            throw new AssertionError(DOCUMENT + " cannot be read", failure);
        }
    }

    /** The module's classes, without tests. */
    public JavaClasses classes() {
        return classes;
    }

    /** Requires that the code has the drawn arrows and no others. */
    public void requireDrawnArrows() {
        assertThat(drawnArrows()).isEqualTo(arrowsOfTheCode());
    }

    /** Requires a row for every package in the table of roles, and no other rows. */
    public void requireRolesOfAllPackages() {
        Set<String> packages = classes.stream()
                .map(type -> nameOf(type.getPackageName()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(ROLE.matcher(section).results().map(role -> role.group(1)))
                .containsExactlyInAnyOrderElementsOf(packages);
    }

    public void requireNoCycles() {
        slices().matching(root + ".(**)").should().beFreeOfCycles().check(classes);
    }

    private Set<String> drawnArrows() {
        return DRAWN_ARROW
                .matcher(section)
                .results()
                .map(MatchResult::group)
                .map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> arrowsOfTheCode() {
        return classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .filter(dependency -> classes.contain(dependency.getTargetClass().getBaseComponentType().getName()))
                .map(this::arrowOf)
                .filter(arrow -> !arrow.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String arrowOf(Dependency dependency) {
        String origin = nameOf(dependency.getOriginClass().getPackageName());
        String target = nameOf(dependency.getTargetClass().getPackageName());
        return origin.equals(target) ? "" : origin + " --> " + target;
    }

    private String nameOf(String packageName) {
        return packageName.substring(root.length() + 1);
    }
}
