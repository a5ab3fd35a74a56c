/** The specification as text gave it: located values, before anything is known of their meaning. */
package io.jenkins.trainmodel.spec.tree;
