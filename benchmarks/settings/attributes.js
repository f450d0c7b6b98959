// Attributes for blocks in markdown-it: {#id .class name="value"} at the end of a heading or a
// paragraph, and in a paragraph of its own for the list before it.
const AT_END = /(?:^|\s)\{([^{}\\]*)\}$/;
const ONE = /#([\w-]+)|\.([\w-]+)|([\w-]+)="([^"]*)"/g;

function set(token, text) {
  for (const [, id, name, key, value] of text.matchAll(ONE)) {
    if (name) token.attrJoin("class", name);
    else token.attrSet(id ? "id" : key, id ?? value);
  }
}

function opening(tokens, close) {
  let at = close - 1;
  while (tokens[at].level !== tokens[close].level || tokens[at].nesting !== 1) at--;
  return tokens[at];
}

module.exports = (md) => {
  md.core.ruler.before("inline", "attributes", ({ tokens }) => {
    for (let i = 0; i < tokens.length; i++) {
      const found = tokens[i].type === "inline" && AT_END.exec(tokens[i].content);
      if (!found) continue;
      tokens[i].content = tokens[i].content.slice(0, found.index);
      if (tokens[i].content) {
        set(tokens[i - 1], found[1]);
      } else {
        set(opening(tokens, i - 2), found[1]);
        tokens.splice(i - 1, 3);
        i -= 2;
      }
    }
  });
};
