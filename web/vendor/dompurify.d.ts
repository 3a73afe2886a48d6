// The library's own way.
// oxlint-disable-next-line import/no-default-export
export { default } from 'dompurify'
