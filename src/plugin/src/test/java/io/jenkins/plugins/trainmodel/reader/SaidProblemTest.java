package io.jenkins.plugins.trainmodel.reader;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.AbortException;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.localizer.LocaleProvider;

class SaidProblemTest {
    private final LocaleProvider before = LocaleProvider.getProvider();

    @BeforeEach
    void speakChinese() {
        LocaleProvider.setProvider(new LocaleProvider() {
            @Override
            public Locale get() {
                return Locale.CHINA;
            }
        });
    }

    @AfterEach
    void speakAsBefore() {
        LocaleProvider.setProvider(before);
    }

    @Test
    void shouldSayWhyAStepFailsInTheLanguageOfTheController() {
        AbortException problem = new AbortException(
                "The specification has a problem:\n  train.yaml:3: seed: found a list;" + " allowed: a whole number");

        assertThat(SaidProblem.of(problem))
                .isInstanceOf(AbortException.class)
                .hasCause(problem)
                .hasMessageContaining("规格有一个问题：\n")
                .hasMessageContaining("发现一个列表；允许：整数");
    }

    @Test
    void shouldLeaveWhatItCannotSay() {
        AbortException foreign = new AbortException("a word of somebody else");
        IOException defect = new IOException("The agent is gone");

        assertThat(SaidProblem.of(foreign)).isSameAs(foreign);
        assertThat(SaidProblem.of(defect)).isSameAs(defect);
    }
}
