// The build turns `with { type: "text" }` imports into strings.
declare module "*.schema.json" {
  const text: string;
  export default text;
}
declare module "*.md" {
  const text: string;
  export default text;
}
