// An ES module, which inline code cannot be.
export const handler = async () => ({ statusCode: 200 });
