package io.jenkins.trainmodel.trainer.huggingface;

import io.jenkins.trainmodel.trainer.network.layer.LanguageModel;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parameters as this trainer's networks have them, and as GPT-2's files do: the names are the same but for that of the
 * head, and weights of linear layers within blocks lie there as [inputs, outputs] (the Conv1D of transformers).
 */
final class Gpt2Tensors {
    /** Under it all parameters stand here, and in files all but the head; in files of the bare model none. */
    static final String ROOT = "transformer.";

    static final String HEAD = LanguageModel.HEAD + ".weight";
    static final String TOKENS = ROOT + LanguageModel.TOKENS + ".weight";
    static final String POSITIONS = ROOT + LanguageModel.POSITIONS + ".weight";

    private static final Pattern LINEAR =
            Pattern.compile("transformer\\.h\\.\\d+\\.(attn\\.c_attn|attn\\.c_proj|mlp\\.c_fc|mlp\\.c_proj)\\.weight");
    /** The mask of causal attention, which old files hold for every block. */
    private static final Pattern MASK = Pattern.compile("transformer\\.h\\.\\d+\\.attn\\.(bias|masked_bias)");

    private Gpt2Tensors() {}

    /** As GPT2LMHeadModel saves them. */
    static List<NamedTensor> toFile(List<NamedTensor> parameters) {
        return parameters.stream().map(Gpt2Tensors::toFile).toList();
    }

    private static NamedTensor toFile(NamedTensor parameter) {
        if (parameter.name().equals(ROOT + HEAD)) {
            return new RenamedTensor(inFile(parameter.name()), parameter);
        }
        return isTransposed(parameter) ? new TransposedTensor(parameter) : parameter;
    }

    /** The name in files of what stands under this one here, a layer or something of it: the head stands beside the others. */
    static String inFile(String name) {
        return (name + ".").startsWith(ROOT + LanguageModel.HEAD + ".") ? name.substring(ROOT.length()) : name;
    }

    /** What is no matrix is left as it is, to be named where shapes are compared. */
    private static boolean isTransposed(NamedTensor tensor) {
        return LINEAR.matcher(tensor.name()).matches() && tensor.shape().size() == 2;
    }

    /**
     * From a file of GPT2LMHeadModel or of the bare GPT2Model, in float32 and without the masks of attention.
     *
     * @param tied whether the head is the embedding's weight: what the file may have of it counts no more
     * @throws HuggingFaceException if a tensor stands there twice, or is of whole numbers
     */
    static List<NamedTensor> fromFile(List<NamedTensor> saved, boolean tied) throws HuggingFaceException {
        List<NamedTensor> parameters =
                saved.stream().flatMap(tensor -> named(tensor, tied).stream()).toList();
        Set<String> names = new HashSet<>();
        for (NamedTensor tensor : parameters) {
            if (!names.add(tensor.name())) {
                throw new HuggingFaceException(
                        "the tensor " + tensor.name() + " stands there twice, with and without " + ROOT);
            }
            if (!Float32Tensor.takes(tensor.type())) {
                throw new HuggingFaceException("the tensor " + tensor.name() + " is of the type " + tensor.type()
                        + "; what can be read is F32, F16, BF16 and F64");
            }
        }
        return parameters.stream().map(Gpt2Tensors::converted).toList();
    }

    private static Optional<NamedTensor> named(NamedTensor saved, boolean tied) {
        String name = saved.name().startsWith(ROOT) ? saved.name() : ROOT + saved.name();
        boolean passedOver = MASK.matcher(name).matches() || tied && name.equals(ROOT + HEAD);
        return passedOver ? Optional.empty() : Optional.of(new RenamedTensor(name, saved));
    }

    private static NamedTensor converted(NamedTensor saved) {
        NamedTensor floats = new Float32Tensor(saved);
        return isTransposed(floats) ? new TransposedTensor(floats) : floats;
    }

    /** The same for fewer places, of which the first are taken. */
    static Stream<NamedTensor> upTo(int places, Stream<NamedTensor> parameters) {
        return parameters.map(tensor -> tensor.name().equals(POSITIONS)
                        && tensor.shape().size() == 2
                        && tensor.shape().get(0) > places
                ? new FirstRows(tensor, places)
                : tensor);
    }
}
