package io.jenkins.trainmodel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import java.io.ObjectInputStream;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Holds core to its picture, and to what it must never depend on. */
class PackagePictureTest {
    private static final String ROOT = "io.jenkins.trainmodel";
    private static final PackagePicture PICTURE = PackagePicture.of(ROOT, "Packages of core");

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
    void shouldKnowNeitherDjlNorJenkins() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "jenkins..", "hudson..", "org.kohsuke.stapler..", ROOT + ".trainer..")
                .check(PICTURE.classes());
    }

    /** The process that loads core may speak Arabic, German or Turkish; what it writes is read by other processes. */
    @Test
    void shouldFormatByNoLanguageOfTheProcess() {
        noClasses()
                .should()
                .callMethod(String.class, "formatted", Object[].class)
                .orShould()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
                .orShould()
                .callMethod(Locale.class, "getDefault")
                .check(PICTURE.classes());
    }

    @Test
    void shouldNeverReadSerializedJava() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ObjectInputStream.class)
                .check(PICTURE.classes());
    }
}
