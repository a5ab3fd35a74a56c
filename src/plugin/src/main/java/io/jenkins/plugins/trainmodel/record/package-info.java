/**
 * What the controller remembers of every trainer that it has launched, until that trainer is known to be gone; and the end of
 * those that nobody waits for any more.
 */
package io.jenkins.plugins.trainmodel.record;
