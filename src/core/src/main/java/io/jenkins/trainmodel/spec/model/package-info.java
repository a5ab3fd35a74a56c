/** The networks that a specification may name, one declaration a family. */
package io.jenkins.trainmodel.spec.model;
