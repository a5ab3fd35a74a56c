package io.jenkins.trainmodel.trainer.network.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.trainmodel.spec.model.LoraSpec;
import io.jenkins.trainmodel.trainer.network.Architecture;
import io.jenkins.trainmodel.trainer.network.Networks;
import io.jenkins.trainmodel.trainer.network.layer.Initialization;
import io.jenkins.trainmodel.trainer.network.layer.NetworkException;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdapterTargetsTest {
    private static final Architecture GPT =
            Networks.build("gpt", Map.of("layers", 1, "heads", 2, "width", 8, "tieWeights", false), List.of(4), 5);
    private static final Architecture TRANSFORMER =
            Networks.build("transformer", Map.of("layers", 1, "heads", 2, "width", 8), List.of(3, 2), 5);
    private static final Architecture MLP = Networks.build("mlp", Map.of("hidden", List.of(6)), List.of(4), 3);

    private static Adapters adapters(Architecture network, Set<String> apart, String... targets) {
        return new AdapterTargets(new LoraSpec(2, 4, List.of(targets), 0.1), network.tensors(), apart).adapters();
    }

    private static List<String> weights(Architecture network, String... targets) {
        return adapters(network, Set.of(), targets).list().stream()
                .map(adapter -> adapter.weight().name())
                .toList();
    }

    @Test
    void shouldAdaptWhatMakesQueriesKeysAndValuesByDefault() {
        assertThat(weights(GPT)).containsExactly("transformer.h.0.attn.c_attn.weight");
        assertThat(weights(TRANSFORMER)).containsExactly("encoder.layers.0.self_attn.in_proj_weight");
    }

    @Test
    void shouldAdaptAllLinearLayersWhereNothingAttends() {
        assertThat(weights(MLP)).containsExactly("layers.0.weight", "layers.2.weight");
        assertThat(weights(Networks.build("lstm", Map.of(), List.of(3, 2), 5))).containsExactly("fc.weight");
    }

    @Test
    void shouldFindLayersByNameByTheEndOfANameAndByPattern() {
        assertThat(weights(GPT, "c_proj"))
                .containsExactly("transformer.h.0.attn.c_proj.weight", "transformer.h.0.mlp.c_proj.weight");
        assertThat(weights(GPT, "transformer.lm_head", "*.mlp.*"))
                .containsExactly(
                        "transformer.h.0.mlp.c_fc.weight",
                        "transformer.h.0.mlp.c_proj.weight",
                        "transformer.lm_head.weight");
        assertThat(weights(TRANSFORMER, "*_attn.out_proj"))
                .containsExactly("encoder.layers.0.self_attn.out_proj.weight");
        assertThat(weights(GPT, "*")).hasSize(5);
    }

    @Test
    void shouldBeginAsTheNetworkWasAndWithTheScaleOfAlphaByRank() {
        Adapters adapters = adapters(GPT, Set.of());

        assertThat(adapters.scale()).isEqualTo(2);
        assertThat(adapters.tensors())
                .extracting(TensorSpec::name)
                .containsExactly(
                        "transformer.h.0.attn.c_attn.lora_A.weight", "transformer.h.0.attn.c_attn.lora_B.weight");
        assertThat(adapters.tensors()).extracting(TensorSpec::shape).containsExactly(List.of(2L, 8L), List.of(24L, 2L));
        assertThat(adapters.tensors())
                .extracting(TensorSpec::initialization)
                .containsExactly(new Initialization.Uniform(1 / Math.sqrt(8)), new Initialization.Constant(0));
    }

    @Test
    void shouldLeaveOutLayersThatAreTrainedWholeOrStay() {
        assertThat(adapters(MLP, Set.of("layers.2.weight", "layers.2.bias")).list())
                .extracting(adapter -> adapter.weight().name())
                .containsExactly("layers.0.weight");
        assertThatThrownBy(() -> adapters(MLP, Set.of("layers.0.weight", "layers.2.weight")))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith("training.lora: no linear layer is left that could get an adapter; there are")
                .hasMessageContaining("\"layers.0\", \"layers.2\"");
    }

    @Test
    void shouldRefuseATargetThatIsTrainedWholeOrStays() {
        assertThatThrownBy(() -> adapters(MLP, Set.of("layers.2.weight"), "layers.0", "layers.2"))
                .isInstanceOf(NetworkException.class)
                .hasMessage("training.lora.targets: 'layers.2' selects \"layers.2\" alone, which begins anew, and is"
                        + " trained whole, or is frozen; leave it out there or here");
        assertThat(adapters(MLP, Set.of("layers.2.weight"), "*").list()).hasSize(1);
    }

    @Test
    void shouldRefuseARankThatNoLayerCouldUse() {
        assertThat(new AdapterTargets(new LoraSpec(4, 4, List.of(), 0), MLP.tensors(), Set.of())
                        .adapters()
                        .list())
                .as("of [6, 4] and [3, 6]")
                .hasSize(2);
        assertThatThrownBy(
                        () -> new AdapterTargets(new LoraSpec(5, 4, List.of(), 0), MLP.tensors(), Set.of()).adapters())
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith(
                        "training.lora.rank is 5, and no layer that gets an adapter has a weight of a higher"
                                + " rank than 4; take at most that");
    }

    @Test
    void shouldNameTheLinearLayersWhereATargetIsNone() {
        assertThatThrownBy(() -> adapters(MLP, Set.of(), "layers.0", "q_proj"))
                .isInstanceOf(NetworkException.class)
                .hasMessageStartingWith(
                        "training.lora.targets: 'q_proj' selects no linear layer of the network, and others such")
                .hasMessageEndingWith("get no adapter; there are \"layers.0\", \"layers.2\"");
    }
}
