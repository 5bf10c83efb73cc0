// In a folder without manifests, in this order: what starts there, the example that comes with the extension, and manifests that are added.
import './activation.ts';
import './walkthrough.ts';
import './picture.ts';
