import { localEngine } from "@/lib/engines/local/local-engine";
import { sha256 } from "@/lib/core/hash";
import { maskVariables } from "@/lib/engines/local/mask";
import { maskSecrets, longestPlainPiece } from "@/lib/engines/local/secrets";
import { parseEntries } from "@/lib/engines/local/memory-entries";
import { describeMemory } from "@/lib/engines/local/memory-index";
import { plainLine } from "@/lib/engines/local/safe-text";
import { jsonError, errorSignature } from "@/lib/engines/local/error-text";
function aT(text:string){return {sessionId:"s",title:null,createdAt:"2026-11-10T00:00:00Z",mountPaths:[],events:[{id:"u",type:"agent.tool_use",processedAt:null,payload:{name:"bash",input:{command:text}}},{id:"r",type:"agent.tool_result",processedAt:null,payload:{tool_use_id:"u",content:[{type:"text",text}],is_error:true}},{id:"u2",type:"agent.tool_use",processedAt:null,payload:{name:"Edit",input:{file_path:text,old_string:text}}},{id:"r2",type:"agent.tool_result",processedAt:null,payload:{tool_use_id:"u2",content:[{type:"text",text}]}},{id:"u3",type:"agent.tool_use",processedAt:null,payload:{name:"Edit",input:{file_path:text,old_string:text}}},{id:"r3",type:"agent.tool_result",processedAt:null,payload:{tool_use_id:"u3",content:[{type:"text",text}],is_error:true}}]}}
const dup="the same words that stand here twice for all to see";
const mem=[{path:"/a.md",content:`- ${dup}\n`,sha256:"x"},{path:"/b.md",content:`- ${dup}\n- x\n`,sha256:"y"}];
for (const unit of ["a","A1","/a","(","[","`","*","_","- ","  ","\t","1.","a.","a:","\"","'","**a","<!--","by ","agent ","2026-11-14 ","x_","a@","=-","\\","$(","Error: ","password","\n- a","\n  ","|","a-","eyJa.","token","://a:","Bearer ","<<A\n","{\"a\":","[[(","--token ","\n2026-11-14: x","\na: b","\r","\n```","\n<!--","\n---","cd /","cancelled by "]) {
  const small = unit.repeat(Math.ceil(2000/unit.length)); const big = unit.repeat(Math.ceil(100000/unit.length));
  const res:string[]=[];
  const time=(n:string,f:()=>unknown,max:number)=>{const t=performance.now();f();const d=performance.now()-t;if(d>max)res.push(n+" "+Math.round(d)+"ms")};
  time("mask2k",()=>maskVariables(small),40);time("sig2k",()=>errorSignature(small),40);
  time("secrets100k",()=>maskSecrets(big),300);time("plainpiece",()=>longestPlainPiece(big),300);time("plain100k",()=>plainLine(big),300);
  time("parse",()=>parseEntries("/a.md",big),300);time("parseB",()=>parseEntries("/a.md","- "+big),300);time("desc",()=>describeMemory("/a.md",big),300);time("json",()=>jsonError(big),300);
  time("read",()=>localEngine.readTranscript({transcript:aT(big),memories:mem}),400);
  time("readx10",()=>localEngine.readTranscript({transcript:aT(big.repeat(10)),memories:mem}),3000);
  time("consolidate",()=>localEngine.consolidate({storeName:"",memories:[{path:"/a.md",content:big,sha256:"a"},{path:"/b.md",content:big+"\n",sha256:"b"}],reports:[],instructions:null,at:new Date(0)}),1000);
  if(res.length)console.log(JSON.stringify(unit),res.join(", "));
}
// many duplicates
const many=Array.from({length:2000},(_,i)=>({path:`/n/${i}.md`,content:Array.from({length:30},(_,j)=>`- 2026-10-${10+i%18}: alert number ${j} fires a minute after a CPU spike on the payments worker`).join("\n")+"\n",sha256:sha256(""+i)}));
let t=performance.now(); let p=localEngine.consolidate({storeName:"",memories:many,reports:[],instructions:null,at:new Date("2026-11-20")});
console.log("60k dup notes",Math.round(performance.now()-t),"ms",p.findings.length,p.files.length);
t=performance.now(); p=localEngine.consolidate({storeName:"",memories:many.slice(0,1000),reports:[],instructions:null,at:new Date("2026-11-20")});
console.log("30k dup notes",Math.round(performance.now()-t),"ms",p.findings.length,p.files.length);
