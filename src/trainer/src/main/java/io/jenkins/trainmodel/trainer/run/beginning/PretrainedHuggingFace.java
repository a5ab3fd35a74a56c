package io.jenkins.trainmodel.trainer.run.beginning;

import io.jenkins.trainmodel.event.Provenance;
import io.jenkins.trainmodel.spec.reference.WarmStartSpec;
import io.jenkins.trainmodel.trainer.data.Expectation;
import io.jenkins.trainmodel.trainer.data.LoadedData;
import io.jenkins.trainmodel.trainer.data.token.Tokenizer;
import io.jenkins.trainmodel.trainer.failure.RunRefusedException;
import io.jenkins.trainmodel.trainer.huggingface.Gpt2Config;
import io.jenkins.trainmodel.trainer.huggingface.HuggingFaceModel;
import io.jenkins.trainmodel.trainer.learner.Learner;
import io.jenkins.trainmodel.trainer.pretrained.HuggingFaceStart;
import io.jenkins.trainmodel.trainer.tensor.NamedTensor;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A model of the Hugging Face layout.
 *
 * @param start where it is
 * @param takeover what of it is taken, and what begins anew
 */
record PretrainedHuggingFace(HuggingFaceStart start, WarmStartSpec takeover) implements Pretrained {
    private static final String TOKENS = "transformer.wte.weight";
    private static final String POSITIONS = "transformer.wpe.weight";

    static PretrainedHuggingFace of(HuggingFaceStart start) {
        return new PretrainedHuggingFace(start, Pretrained.wanted(start.model()));
    }

    /** Which tokens it was trained with, nobody knows. */
    @Override
    public Optional<Expectation> expectation() {
        return Optional.empty();
    }

    /**
     * Checks that the text is made of the model's tokens and is no longer than it can take, and says what people should know.
     *
     * @throws RunRefusedException if it is not: both sizes
     */
    @Override
    public List<String> check(LoadedData data) {
        Gpt2Config config = config();
        int context = data.sampleShape().get(0);
        Tokenizer tokenizer = data.tokenizer().orElseThrow();
        if (config.vocabulary() != tokenizer.size() && !takeover.resets(TOKENS)) {
            throw refused("it has " + config.vocabulary() + " tokens, and the tokenizer " + tokenizer.name()
                    + " makes " + tokenizer.size()
                    + ". Take the tokenizer that it was trained with (where the data has no tokenizer, that is the"
                    + " tokenizer.json of its directory), or begin its tokens anew: reset: ['transformer.wte.*',"
                    + " 'transformer.lm_head.*'], the second only where it has a head of its own");
        }
        if (config.positions() < context && !takeover.resets(POSITIONS)) {
            throw refused("it has " + config.positions() + " places, and data.context is " + context
                    + ". Take at most so many, or begin its places anew: reset: ['transformer.wpe.*']");
        }
        return List.of(LearnedBefore.nobodyKnows(called()));
    }

    private String called() {
        return "the directory " + start.path();
    }

    private RunRefusedException refused(String why) {
        return new RunRefusedException("The run cannot begin with the model of " + called() + ": " + why);
    }

    private Gpt2Config config() {
        try {
            return HuggingFaceModel.open(start.path()).config();
        } catch (IOException unreadable) {
            throw refused(unreadable.getMessage());
        }
    }

    @Override
    public Provenance.TookOver tookOver(List<String> network) {
        try {
            Takeover names = Takeover.of(KEY, network, network, takeover);
            String path = start.path().toString();
            return Pretrained.tookOver(path, path, Optional.empty(), names);
        } catch (IllegalArgumentException unfit) {
            throw refused(unfit.getMessage());
        }
    }

    @Override
    public void restore(Learner learner) {
        try {
            Pretrained.restore(learner, start.open().parameters(places(learner.networkParameters())), takeover);
        } catch (IOException | IllegalArgumentException unfit) {
            throw refused(unfit.getMessage());
        }
    }

    private static int places(List<NamedTensor> own) {
        return own.stream()
                .filter(tensor -> tensor.name().equals(POSITIONS))
                .mapToInt(tensor -> Math.toIntExact(tensor.shape().get(0)))
                .findFirst()
                .orElseThrow();
    }
}
