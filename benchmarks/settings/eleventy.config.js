const path = require("node:path");
const attributes = require("./attributes.js");

module.exports = (config) => {
  config.amendLibrary("md", (md) => md.use(attributes));
  config.addPassthroughCopy({ [path.relative(process.cwd(), path.join(__dirname, "static"))]: "/" });
  return { markdownTemplateEngine: false };
};
