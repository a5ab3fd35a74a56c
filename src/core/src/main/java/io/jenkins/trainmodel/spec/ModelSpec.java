package io.jenkins.trainmodel.spec;

import java.util.Map;

/**
 * The network, found by its type's name among the trainer's networks.
 *
 * @param options what the type's reader accepted, by key: numbers, strings and lists of them
 */
public record ModelSpec(String type, Map<String, Object> options) {}
