package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.network.adapter.Adapter;
import io.jenkins.trainmodel.trainer.network.adapter.Adapters;
import io.jenkins.trainmodel.trainer.network.layer.TensorSpec;
import java.util.List;
import java.util.Optional;

/** The expressions of linear layers, and of the adapters beside their weights. */
record LinearScript(Casts casts, Adapters adapters) {
    /**
     * The expression of a layer with its adapter, where it has one.
     *
     * @param input the name of a variable
     * @param weight the name of the tensor in its module
     * @param bias likewise; empty: there is none
     * @param prefix what leads the module's names
     */
    String expression(String input, String weight, Optional<String> bias, String prefix) {
        String x = casts.of(input);
        String whole = linear(x, weight, bias);
        return adapters.beside(prefix + weight)
                .map(adapter ->
                        "torch.add(" + whole + ", " + said(adapter, x, prefix) + ", alpha=" + adapters.scale() + ")")
                .orElse(whole);
    }

    private String said(Adapter adapter, String x, String prefix) {
        String down = linear(dropped(x), within(adapter.down(), prefix), Optional.empty());
        return linear(down, within(adapter.up(), prefix), Optional.empty());
    }

    private String linear(String input, String weight, Optional<String> bias) {
        return "torch.linear(" + input + ", " + casts.parameter(weight) + ", "
                + bias.map(casts::parameter).orElse("None") + ")";
    }

    private String dropped(String input) {
        return adapters.dropout() == 0
                ? input
                : "torch.dropout(" + input + ", " + adapters.dropout() + ", self.training)";
    }

    /** The tensors of the adapter beside a weight; none where there is no adapter. */
    List<TensorSpec> matricesBeside(String weight) {
        return adapters.beside(weight)
                .map(adapter -> List.of(adapter.down(), adapter.up()))
                .orElse(List.of());
    }

    /** The name of a tensor in the module whose names this prefix leads. */
    static String within(TensorSpec tensor, String prefix) {
        return tensor.name().substring(prefix.length());
    }
}
