// Comments of ours on the pull or merge request that a CI job is of.
export { forgeNames, forgeOf } from './forge-of.ts'
export { type CommentRequest, postComment } from './post-comment.ts'
export { readCommentFile } from './read-comment-file.ts'
