/**
 * An edit changes no indexed column of a listing, mostly. Where its page has room for the new row, none of the table's nine
 * indexes is written then. Pages that are there already get the room when they are next written anew.
 */
export const roomForEdits = {
  name: '0013-room-for-edits',
  sql: `alter table listing set (fillfactor = 80);`,
};
