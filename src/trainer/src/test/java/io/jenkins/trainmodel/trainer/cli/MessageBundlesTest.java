package io.jenkins.trainmodel.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.trainmodel.message.MessageBundles;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message is there in both languages, and none is there for nobody. */
class MessageBundlesTest {
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

    @Test
    void shouldFindTheBundles() {
        assertThat(all()).isNotEmpty();
    }
}
