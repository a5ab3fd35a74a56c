package io.jenkins.trainmodel.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"digits", "resnet.v2", "a", "night_run-7", "2026-11-24"})
    void shouldKeepAPlainName(String name) {
        assertThat(RunName.slug(name)).isEqualTo(name);
    }

    @Test
    void shouldAddAHashWhereTheNameLosesAnything() {
        assertThat(RunName.slug("训练一")).matches("run-[0-9a-f]{12}").isNotEqualTo(RunName.slug("训练二"));
        assertThat(RunName.slug("Tür/Tor")).matches("Tur-Tor-[0-9a-f]{12}");
        assertThat(RunName.slug("../../etc/x")).matches("etc-x-[0-9a-f]{12}");
        assertThat(RunName.slug("")).matches("run-[0-9a-f]{12}");
        assertThat(RunName.slug("x".repeat(300))).matches("x+-[0-9a-f]{12}").hasSize(60);
    }

    @Test
    void shouldTellApartWhatFileSystemsMayNot() {
        List<String> alike = List.of("digits", "Digits", "DIGITS", "digits ", "digits.", "u\u0308", "\u00fc", "u");

        assertThat(alike.stream().map(RunName::slug).map(slug -> slug.toLowerCase(Locale.ROOT)))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "nul.txt", ".", "..", ".hidden", "-rf", "digits.previous"})
    void shouldNotUseNamesThatMeanSomethingElse(String name) {
        assertThat(RunName.slug(name)).matches("[A-Za-z0-9-]+-[0-9a-f]{12}");
    }

    @Test
    void shouldNotGiveANameTheSlugOfAnother() {
        String slug = RunName.slug("训练一");

        assertThat(RunName.slug(slug)).isNotEqualTo(slug);
    }

    @Property
    void shouldBePlainAndShortWhateverTheName(@ForAll String name) {
        assertThat(RunName.slug(name))
                .matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
                .doesNotEndWith(".");
    }
}
