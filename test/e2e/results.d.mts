export declare const RESULT: string;
