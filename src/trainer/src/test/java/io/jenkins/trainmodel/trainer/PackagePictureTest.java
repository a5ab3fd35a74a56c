package io.jenkins.trainmodel.trainer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import io.jenkins.trainmodel.PackagePicture;
import org.junit.jupiter.api.Test;

/** Holds the trainer to its picture, and the engine to the packages that may know it. */
class PackagePictureTest {
    private static final String ROOT = "io.jenkins.trainmodel.trainer";
    private static final PackagePicture PICTURE = PackagePicture.of(ROOT, "Packages of the trainer");

    @Test
    void shouldDependAsDrawn() {
        PICTURE.requireDrawnArrows();
    }

    @Test
    void shouldSayWhatEveryPackageHolds() {
        PICTURE.requireRolesOfAllPackages();
    }

    @Test
    void shouldHaveNoCycles() {
        PICTURE.requireNoCycles();
    }

    @Test
    void shouldKnowNothingOfJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jenkins..", "hudson..", "io.jenkins.plugins..")
                .check(PICTURE.classes());
    }

    /** What is saved can be read, checked and written where no engine can be loaded. */
    @Test
    void shouldKeepTheEngineOutOfFiles() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".tensor",
                        ROOT + ".data..",
                        ROOT + ".engine.*",
                        ROOT + ".network..",
                        ROOT + ".checkpoint",
                        ROOT + ".modelpackage",
                        ROOT + ".tensorboard")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..")
                .check(PICTURE.classes());
    }
}
