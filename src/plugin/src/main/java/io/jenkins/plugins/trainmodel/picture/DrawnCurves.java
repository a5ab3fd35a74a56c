package io.jenkins.plugins.trainmodel.picture;

/**
 * The curves of a run as they were at a moment.
 *
 * @param png a PNG file
 * @param words what it shows, for who does not see it
 */
public record DrawnCurves(byte[] png, String words) {}
