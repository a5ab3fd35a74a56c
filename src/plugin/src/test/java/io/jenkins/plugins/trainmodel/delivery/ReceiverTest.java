package io.jenkins.plugins.trainmodel.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiverTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "ftp://example.org/",
                "file:///etc/passwd",
                "https://user:word@example.org/",
                "https://example.org/#part",
                "https:///path",
                "https://exa mple.org/",
                "http://a/\r\nX: y"
            })
    void shouldRefuseWhatIsNoAddressOfAWebServer(String url) {
        assertThatThrownBy(() -> Receiver.of(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed: an address such as");
    }

    @Test
    void shouldTellNoKeyThatItsPathMayBe() {
        Receiver receiver = Receiver.of("https://hooks.example.org:8443/T0/xyz?key=s3cret");

        assertThat(receiver.words()).isEqualTo("https://hooks.example.org:8443");
        assertThat(receiver.target()).isEqualTo("/T0/xyz?key=s3cret");
        assertThat(receiver.port()).isEqualTo(8443);
        assertThat(Receiver.of("http://[2606:4700::1111]").host()).isEqualTo("2606:4700::1111");
    }
}
