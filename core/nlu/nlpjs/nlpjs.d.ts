declare module '@nlpjs/neural' {
  /** The JSON form of NLP.js: one list a perceptron, its weights by feature and its bias at the end. */
  export interface NeuralNetworkJson {
    settings: { alpha?: number; learningRate?: number; momentum?: number; iterations?: number };
    features: string[];
    intents: string[];
    perceptrons: number[][];
  }
  export class NeuralNetwork {
    constructor(settings?: object);
    fromJSON(json: NeuralNetworkJson): void;
    toJSON(): NeuralNetworkJson;
    train(corpus: { input: Record<string, number>; output: Record<string, number> }[]): unknown;
    run(input: Record<string, number>): Record<string, number>;
  }
}
