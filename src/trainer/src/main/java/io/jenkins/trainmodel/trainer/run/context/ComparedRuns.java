package io.jenkins.trainmodel.trainer.run.context;

import io.jenkins.trainmodel.drift.ComparedData;
import io.jenkins.trainmodel.reference.ReferenceLookup;
import io.jenkins.trainmodel.stop.evaluation.References;

/**
 * The runs before that this one is compared with, as they were when its process began. They are looked up once: whatever comes,
 * goes or changes while it trains, rules and gates answer by the same.
 *
 * @param curves for rules
 * @param reference for gates
 * @param data that trains, beside the reference's
 */
public record ComparedRuns(References curves, ReferenceLookup reference, ComparedData data) {}
