import { toProbabilities } from './softmax.ts';
import { solve } from './solve.ts';

/** One message as the classifiers saw it: a list of scores a classifier, one score an intent. */
export interface Ballot {
  readonly votes: readonly Float32Array[];
  /** Index of the right intent. */
  readonly label: number;
}

/** The votes' weighted sum as probabilities: a logarithmic opinion pool. */
export function poolVotes(votes: readonly Float32Array[], weights: readonly number[]): Float32Array {
  const sum = new Float32Array(votes[0]?.length ?? 0);
  for (let vote = 0; vote < votes.length; vote++) {
    const scores = votes[vote] as Float32Array;
    const weight = weights[vote] ?? 0;
    if (weight === 0) continue;
    for (let output = 0; output < sum.length; output++) {
      sum[output] = (sum[output] as number) + weight * (scores[output] as number);
    }
  }
  return toProbabilities(sum);
}

/**
 * The weights under which the pool is least surprised by the right answers, none below zero. Convex, so Newton's
 * method finds the one best answer; a classifier that would count against its own vote is left out.
 */
export function fitPool(ballots: readonly Ballot[]): number[] {
  const count = ballots[0]?.votes.length ?? 0;
  let used = Array.from({ length: count }, (_, vote) => vote);
  for (;;) {
    const found = newton(ballots, used);
    const kept = used.filter((_, at) => (found[at] ?? 0) > 0);
    if (kept.length === used.length || kept.length === 0) {
      return Array.from({ length: count }, (_, vote) => Math.max(0, found[used.indexOf(vote)] ?? 0));
    }
    used = kept;
  }
}

function newton(ballots: readonly Ballot[], used: readonly number[]): number[] {
  let weights = used.map(() => 0);
  let surprise = surpriseOf(ballots, used, weights);
  for (let round = 0; round < 25; round++) {
    const { gradient, curvature } = slopes(ballots, used, weights);
    const step = solve(curvature, gradient);
    let next = weights;
    let better = surprise;
    for (let stride = 1; stride > 0.01; stride /= 2) {
      next = weights.map((weight, at) => weight - stride * (step[at] ?? 0));
      better = surpriseOf(ballots, used, next);
      if (better < surprise) break;
    }
    if (better > surprise - 1e-6 * ballots.length) break;
    weights = next;
    surprise = better;
  }
  return weights;
}

const surpriseOf = (ballots: readonly Ballot[], used: readonly number[], weights: readonly number[]) => {
  let sum = 0;
  for (const { votes, label } of ballots) {
    const shares = poolVotes(
      used.map((vote) => votes[vote] as Float32Array),
      weights,
    );
    sum -= Math.log(Math.max(shares[label] ?? 0, 1e-9));
  }
  return sum;
};

/** First and second derivatives of the surprise; a light pull to zero keeps them apart from singular. */
function slopes(ballots: readonly Ballot[], used: readonly number[], weights: readonly number[]) {
  const gradient = weights.map((weight) => 1e-3 * weight);
  const curvature = used.map((_, at) => used.map((__, other): number => (at === other ? 1e-3 : 0)));
  for (const { votes, label } of ballots) {
    const chosen = used.map((vote) => votes[vote] as Float32Array);
    const shares = poolVotes(chosen, weights);
    const means = chosen.map((scores) => dot(scores, shares));
    for (const [at, scores] of chosen.entries()) {
      const mean = means[at] ?? 0;
      gradient[at] = (gradient[at] ?? 0) + mean - (scores[label] ?? 0);
      const line = curvature[at] ?? [];
      for (let other = 0; other <= at; other++) {
        const pair = chosen[other] as Float32Array;
        let product = 0;
        for (let output = 0; output < scores.length; output++) {
          product += (shares[output] as number) * (scores[output] as number) * (pair[output] as number);
        }
        const covariance = product - mean * (means[other] ?? 0);
        line[other] = (line[other] ?? 0) + covariance;
        const mirror = curvature[other] ?? [];
        if (other !== at) mirror[at] = line[other] ?? 0;
      }
    }
  }
  return { gradient, curvature };
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += (left[at] as number) * (right[at] as number);
  return sum;
}
