package io.jenkins.trainmodel.trainer.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.trainmodel.trainer.network.Architecture;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether ONNX's own checker accepts every {@code model.onnx}: operators, types and the shapes that follow from them. */
class OnnxPythonCheck {
    private static final String CHECK = "import sys, onnx; onnx.checker.check_model(sys.argv[1], full_check=True)";

    @TempDir
    private Path folder;

    static Stream<Named<Architecture>> networks() {
        return Stream.of(OnnxNetworks.flat(), OnnxNetworks.large(), OnnxNetworks.sequences(), OnnxNetworks.decoders())
                .flatMap(networks -> networks);
    }

    @ParameterizedTest
    @MethodSource("networks")
    void shouldBeAccepted(Architecture network) throws Exception {
        assumeThat(python("import onnx")).as("Python has the package onnx").isZero();
        OnnxModel model = (OnnxModel) OnnxExport.of(network);
        String file = folder.resolve("model.onnx").toString();

        model.write(folder, OnnxNetworks.parameters(network));
        assertThat(python(CHECK, file)).isZero();
        model.write(folder, OnnxNetworks.parameters(network), 0);
        assertThat(python(CHECK, file)).as("with the parameters beside it").isZero();
    }

    private static int python(String... code) throws Exception {
        Stream<String> command = Stream.of(System.getProperty("python", "python3"), "-c");
        return new ProcessBuilder(Stream.concat(command, Stream.of(code)).toList())
                .inheritIO()
                .start()
                .waitFor();
    }
}
