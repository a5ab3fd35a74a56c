package io.jenkins.plugins.trainmodel.page;

import java.time.Instant;

/**
 * Something that a run was asked for and has not answered yet.
 *
 * @param type as events name the command
 * @param by who has asked
 * @param at when
 */
public record WaitingWish(String type, String by, Instant at) {}
