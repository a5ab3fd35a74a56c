/** Low-rank adapters beside the linear layers of a network: which there are, how they begin and what they come to. */
package io.jenkins.trainmodel.trainer.network.adapter;
