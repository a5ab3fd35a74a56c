package io.jenkins.trainmodel.trainer.network;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.jenkins.trainmodel.json.JsonProblem;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.Scripted;
import io.jenkins.trainmodel.trainer.network.layer.Sequential;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import io.jenkins.trainmodel.trainer.tensor.TensorType;
import io.jenkins.trainmodel.trainer.torchscript.ScriptFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The form of an architecture in {@code architecture.json}: the layers, and every parameter and buffer with its shape and
 * type. What is read is taken for hostile: its size, depth and numbers are bounded, and its tensors must be those of its
 * layers.
 */
public final class ArchitectureJson {
    /** The version of the form. */
    public static final int FORMAT = 1;

    private static final int LARGEST_DOCUMENT = 16 << 20;
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 4096;
    private static final JsonMapper MAPPER = mapper();

    private ArchitectureJson() {}

    @JsonPropertyOrder({"format", "family", "sampleShape", "outputs", "network", "tensors"})
    private record Document(
            int format,
            String family,
            List<Integer> sampleShape,
            int outputs,
            Sequential network,
            List<Entry> tensors) {}

    private record Entry(String name, List<Long> shape, TensorType type, boolean trainable) {
        static Entry of(TensorSpec tensor) {
            return new Entry(tensor.name(), tensor.shape(), tensor.type(), tensor.trainable());
        }
    }

    public static String write(Architecture architecture) {
        Document document = new Document(
                FORMAT,
                architecture.family(),
                architecture.sampleShape(),
                architecture.outputs(),
                architecture.network(),
                entries(architecture));
        try {
            return MAPPER.writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an architecture could not be written", e);
        }
    }

    /**
     * The architecture that {@link #write} wrote.
     *
     * @throws NetworkException if it is not one: what is wrong, and where
     */
    public static Architecture read(String text) {
        if (text.length() > LARGEST_DOCUMENT) {
            throw new NetworkException("architecture.json is longer than " + LARGEST_DOCUMENT + " characters");
        }
        Document document = parse(text);
        if (document.format() != FORMAT) {
            throw new NetworkException(
                    "architecture.json has format " + document.format() + "; this program reads " + FORMAT);
        }
        Architecture architecture =
                new Architecture(document.family(), document.sampleShape(), document.outputs(), document.network());
        if (!entries(architecture).equals(document.tensors())) {
            throw new NetworkException("the tensors in architecture.json are not those of its layers");
        }
        return architecture;
    }

    /**
     * The same, with the code of a network that has its own.
     *
     * @param script the {@code model.pt} that lies beside
     * @throws IOException if such a network's code cannot be read
     */
    public static Architecture read(String text, Path script) throws IOException {
        Architecture described = read(text);
        Optional<Scripted> network = Scripted.in(described.network());
        if (network.isEmpty()) {
            return described;
        }
        Scripted whole = network.get().with(ScriptFile.open(script));
        String name = described.network().layers().get(0).name();
        return new Architecture(
                described.family(),
                described.sampleShape(),
                described.outputs(),
                new Sequential(List.of(new Sequential.Child(name, whole))));
    }

    private static Document parse(String text) {
        try {
            return MAPPER.readValue(text, Document.class);
        } catch (JsonProcessingException e) {
            throw new NetworkException("architecture.json cannot be read: " + JsonProblem.of(e), e);
        }
    }

    private static List<Entry> entries(Architecture architecture) {
        return architecture.tensors().stream().map(Entry::of).toList();
    }

    private static JsonMapper mapper() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(LONGEST_TEXT)
                .maxDocumentLength(LARGEST_DOCUMENT)
                .build();
        return JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(constraints)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .addModule(new Jdk8Module())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Enum, config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build();
    }
}
