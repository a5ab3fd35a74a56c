package io.jenkins.trainmodel.trainer.network.script;

import io.jenkins.trainmodel.trainer.network.layer.CausalAttention;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The module of attention: over a whole sequence, and over tokens behind others of which keys and values were kept.
 *
 * @param inner makes queries, keys and values
 * @param outer brings the heads' results together
 */
record AttentionScript(
        NetworkScript network, Casts casts, CausalAttention layer, ScriptModule inner, ScriptModule outer) {
    private static final String QUERIES = "(self.c_attn).forward(x, )";
    private static final String RESULT = "(self.c_proj).forward(joined, )";

    /** What the methods named {@code extend} take besides tokens; they add to {@code kept} what {@code past} holds. */
    static final String KEPT = "x: Tensor,\n    past: List[Tensor],\n    kept: List[Tensor]";

    ScriptModule module() {
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put(CausalAttention.INNER, inner);
        attributes.put(CausalAttention.OUTER, outer);
        attributes.put("training", false);
        return network.module(
                "CausalAttention",
                attributes,
                List.of(
                        ScriptMethod.ofTensor("forward", text().of(QUERIES, RESULT)),
                        new ScriptMethod("extend", KEPT, "Tensor", extend())));
    }

    /**
     * Keys and values of what was before stand in {@code past} and go on to {@code kept}, those of all layers one after
     * another, [batch, heads, tokens, width of a head]. Without anything before, no token sees a later one; several tokens
     * behind others need to be told what they may see, and one alone sees everything.
     */
    private String extend() {
        return "    place = torch.len(kept)\n    begin = 0\n    if torch.gt(torch.len(past), 0):\n"
                + "      begin = torch.size(past[place], 2)\n"
                + text().parts(QUERIES, "begin")
                + "    mask = annotate(Optional[Tensor], None)\n"
                + "    if torch.gt(begin, 0):\n"
                + "      key = torch.cat([past[place], key], 2)\n"
                + "      value = torch.cat([past[torch.add(place, 1)], value], 2)\n"
                + "      if torch.gt(length, 1):\n"
                + "        all = torch.ones([length, torch.add(begin, length)], dtype=11, device=x.device)\n"
                + "        mask = torch.tril(all, begin)\n"
                + "    kept_key = torch.append(kept, key)\n"
                + "    kept_value = torch.append(kept, value)\n"
                + text().attended("mask", "0.", "torch.eq(begin, 0)", RESULT);
    }

    private AttentionText text() {
        return new AttentionText(casts, layer.width(), layer.heads(), layer.rotary(), layer.dropout(), true);
    }
}
