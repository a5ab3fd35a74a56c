package io.jenkins.trainmodel.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of a module is there in both languages, and none is there for nobody. */
public abstract class MessageBundlesChecks {
    static List<MessageBundles> all() {
        return MessageBundles.ofModule();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldSayTheSameInBothLanguages(MessageBundles bundle) {
        assertThat(bundle.differences()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldHaveTheKeysThatTheRoomSaysAndNoOthers(MessageBundles bundle) {
        assertThat(bundle.strays()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void shouldCallAThingByOneWord(MessageBundles bundle) {
        assertThat(bundle.otherWords()).isEmpty();
    }

    @Test
    void shouldFindTheBundles() {
        assertThat(all()).isNotEmpty();
    }
}
