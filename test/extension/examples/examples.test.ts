// In this order: the first changes nothing, the third changes what those before it look at, and the last opens the window again.
import './shipped.ts';
import './tree.ts';
import './menus.ts';
import './korean.ts';
