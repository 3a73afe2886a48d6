/** A file that came with a message. The inbox keeps what it is; what is in it is fetched when its turn runs. */
export interface Attachment {
  /** The channel's own id, by which it finds the file. */
  readonly id: string
  readonly name: string
  /** The media type that the platform gives it. */
  readonly type: string
  readonly sizeBytes: number
  /** Absent until it was fetched. */
  readonly content?: AttachmentContent
}

export type AttachmentContent = AttachmentText | Refusal

export interface AttachmentText {
  readonly text: string
  /** True when there is more in the file. */
  readonly isTruncated: boolean
}

/** Why a file cannot be taken and what to do instead, in a sentence for the person. */
export interface Refusal {
  readonly refusal: string
}

/** What a project and a model are handed of it. */
export interface AttachedText {
  readonly name: string
  readonly text: string
}
