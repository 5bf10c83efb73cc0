// In this order: the first changes nothing, and the last changes what the others look at.
import './shipped.ts';
import './tree.ts';
import './menus.ts';
