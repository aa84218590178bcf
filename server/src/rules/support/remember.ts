/**
 * Remembers what a reader made of a node. Nodes never change, so the answer holds as long as the node lives;
 * many rules ask the same question of one instance.
 *
 * @param keyOf tells the second arguments apart that give different answers
 */
export function remember<N extends object, A, T>(
  read: (node: N, about: A) => T,
  keyOf: (about: A) => string,
): (node: N, about: A) => T {
  const known = new WeakMap<N, Map<string, T>>();
  return (node, about) => {
    let answers = known.get(node);
    if (!answers) {
      answers = new Map();
      known.set(node, answers);
    }
    const key = keyOf(about);
    let answer = answers.get(key);
    if (answer === undefined) {
      answer = read(node, about);
      answers.set(key, answer);
    }
    return answer;
  };
}
